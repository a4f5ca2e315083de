$(eval $(call module,payment))
