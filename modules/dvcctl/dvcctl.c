/* What every verb of dvcctl says when it fails. See dvcctl.h. */
#include "dvcctl.h"
#include "texts.h"

int
dvcctl_failed(struct dvcctl *d)
{
	(void)fprintf(stderr, TEXT_FAILED, d->failure.log, err_name(d->failure.code));
	return EXIT_FAILED;
}
