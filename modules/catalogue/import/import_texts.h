/* Words in the administration's language for what a record must have and a list does not say. */
#ifndef MOTCUA_CATALOGUE_IMPORT_TEXTS_H
#define MOTCUA_CATALOGUE_IMPORT_TEXTS_H

struct import_texts {
	const char *every_case, *no_sector, *no_result, *no_term, *fee_name;
};

#endif
