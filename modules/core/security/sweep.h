/* The job that removes what has expired from core's tables: sessions, codes, throttles, kept answers. */
#ifndef MOTCUA_CORE_SECURITY_SWEEP_H
#define MOTCUA_CORE_SECURITY_SWEEP_H

#include "core/system/jobs.h"

extern const struct job sweep_job;

#endif
