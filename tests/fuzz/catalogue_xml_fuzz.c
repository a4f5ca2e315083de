/* Fuzz entry: any bytes as a file of procedures; the saved inputs are XML. */
#include "import_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	import_fuzz(data, size);
	return 0;
}
