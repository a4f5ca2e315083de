/* What the four fuzz targets of imports share: the bytes are read as a file, and each procedure is laid over an empty record. */
#ifndef MOTCUA_FUZZ_IMPORT_H
#define MOTCUA_FUZZ_IMPORT_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "core/memory/arena.h"
#include "import/import_file.h"
#include "import/import_index.h"
#include "import/import_merge.h"
#include "record/procedure_record.h"

static enum err
import_take(void *of, const struct import_said *one)
{
	static const struct import_texts texts = { "every case", "no sector", "no result", "no term", "fee" };
	const struct import_sink *sink = of;
	const struct import_index index = { .codes = NULL };
	struct import_note notes[IMPORT_NOTES_MAX];
	struct procedure_record procedure;
	struct version_record version;
	struct record_fault fault = { 0 };

	if (one->said == NULL)
		return OK;
	record_init(&procedure_record_table, &procedure);
	record_init(&version_record_table, &version);
	if (import_merge(sink->work, &texts, &index, one->said, &procedure, &version, &fault) == OK &&
	    version_record_settle(sink->work, &version, true, &fault) == OK)
		(void)import_notes(sink->work, &texts, &version, notes);
	return OK;
}

/* One input: past an arena's limit counts as refused. */
static void
import_fuzz(const uint8_t *data, size_t size)
{
	struct arena *lasting = arena_new((size_t)64 << 20), *work = arena_new((size_t)64 << 20);
	struct import_sink sink = { import_take, &sink, work };
	struct file_fault fault = { 0 };
	jmp_buf boundary;

	if (setjmp(boundary) == 0) {
		arena_guard(lasting, &boundary);
		arena_guard(work, &boundary);
		if (import_file_read((struct bytes){ data, size }, NULL, lasting, &sink, &fault) != OK &&
		    fault.reason == NULL)
			__builtin_trap(); /* a file is never refused without a word */
	}
	arena_free(lasting);
	arena_free(work);
}

#endif
