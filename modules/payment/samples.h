/* One filled view for each template of the module: --check and the tests render them. */
#ifndef MOTCUA_PAYMENT_SAMPLES_H
#define MOTCUA_PAYMENT_SAMPLES_H

#include <stddef.h>

#include "core/server/module.h"

extern const struct page_sample payment_samples[];
extern const size_t payment_samples_count;

#endif
