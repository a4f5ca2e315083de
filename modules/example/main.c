/* A notice board: the smallest whole module, to be copied (README.md). */
#include "domain/directory/directory_store.h"
#include "domain/site/site.h"
#include "notice.h"
#include "notice_store.h"

int
main(int argc, char **argv)
{
	/* clang-format off */
	const struct store stores[] = { directory_store, notice_store };
	const struct module example = {
		.name = "example", .shell = site_shell, .start = site_start, .tables = &notice_routes, .table_count = 1,
		.stores = stores, .store_count = 2, .pages = notice_pages, .page_count = NOTICE_PAGES,
	};
	/* clang-format on */
	return module_run(&example, argc, argv);
}
