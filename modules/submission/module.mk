$(eval $(call module,submission))
