/* How long a short message is on the air (3GPP TS 23.038, 23.040): pure. */
#ifndef MOTCUA_EXCHANGE_SMS_H
#define MOTCUA_EXCHANGE_SMS_H

#include <stddef.h>

enum { SMS_SEGMENTS_MOST = 2 };

/* Segments that valid UTF-8 takes: 160 or 153 septets each in plain Latin, 70 or 67 characters with Vietnamese marks. */
size_t sms_segments(const char *text);

#endif
