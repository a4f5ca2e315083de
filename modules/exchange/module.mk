$(eval $(call module,exchange))
