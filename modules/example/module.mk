$(eval $(call module,example))
