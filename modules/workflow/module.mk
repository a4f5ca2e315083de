$(eval $(call module,workflow))
