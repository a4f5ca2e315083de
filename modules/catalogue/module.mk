$(eval $(call module,catalogue,-lzip -lxlsxwriter))
