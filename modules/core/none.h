/*
 * What stands for "none" where a moment or a day is a number: the same in rows, clocks and pages. Nothing else is here,
 * so that every room may include it.
 */
#ifndef MOTCUA_CORE_NONE_H
#define MOTCUA_CORE_NONE_H

#include <stdint.h>

#define TIME_NONE INT64_MIN /* no moment: not known, or not yet */
#define DATE_NONE INT32_MIN /* no day */

#endif
