$(eval $(call module,dvcctl))
