/* Bytes of a document before the parser sees them. See xml_guard.h. */
#include "import/xml_guard.h"

/* "<!D" and "<!E" open document types and entities; comments and CDATA go on with "-" and "[". */
static bool
is_declaration(struct xml_guard *guard, char byte)
{
	if (byte == '<')
		guard->matched = 1;
	else if (guard->matched == 1 && byte == '!')
		guard->matched = 2;
	else if (guard->matched == 2) {
		guard->matched = 0;
		return byte != '-' && byte != '[';
	} else
		guard->matched = 0;
	return false;
}

bool
xml_guard_see(struct xml_guard *guard, const char *bytes, size_t size)
{
	if (size > guard->bytes_left)
		return false;
	guard->bytes_left -= size;
	for (size_t i = 0; i < size; i++) {
		if (bytes[i] == '\0' || is_declaration(guard, bytes[i]))
			return false;
		if (bytes[i] == '<') {
			guard->tag = true;
			guard->attributes = 0;
		} else if (bytes[i] == '>') {
			guard->tag = false;
		} else if (guard->tag && bytes[i] == '=' && ++guard->attributes > guard->attributes_max) {
			return false;
		}
	}
	return true;
}
