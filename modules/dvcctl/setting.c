/* dvcctl setting: reads and sets one setting of the installation. */
#include <string.h>
#include <unistd.h>

#include "core/locale/utf8.h"

#include "dvcctl.h"
#include "setting_store.h"
#include "texts.h"

static int
get(struct dvcctl *d, const char *name)
{
	struct setting setting;
	const enum err err = setting_get(d->db, name, &setting);

	if (err == ERR_NOT_FOUND) {
		(void)fprintf(d->out, TEXT_NO_SETTING, name);
		return EXIT_FAILED;
	}
	if (err != OK)
		return dvcctl_failed(d);
	(void)fprintf(d->out, TEXT_SETTING, name, setting.value, (long long)setting.version, setting.changed_by);
	return EXIT_DONE;
}

static int
set(struct dvcctl *d, const char *name, const char *value)
{
	const char *by = arena_printf(d->arena, "dvcctl:%ld", (long)getuid());

	if (strlen(name) > 96 || !utf8_clean(value, strlen(value), UTF8_TEXT))
		return EXIT_USAGE;
	if (setting_set(d->db, name, value, by) != OK)
		return dvcctl_failed(d);
	(void)fprintf(d->out, TEXT_SETTING_SET, name);
	return EXIT_DONE;
}

int
verb_setting(struct dvcctl *d, int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "get") == 0)
		return get(d, argv[2]);
	if (argc == 4 && strcmp(argv[1], "set") == 0)
		return set(d, argv[2], argv[3]);
	return EXIT_USAGE;
}
