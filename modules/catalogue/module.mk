$(eval $(call module,catalogue))
