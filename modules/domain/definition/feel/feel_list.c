/* The functions of FEEL about lists. What they look at or make counts as steps. See feel_functions.h. */
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_functions.h"

#define UNUSED(x) ((void)(x))

static bool
add_numbers(struct feel_list list, struct decimal *ret)
{
	*ret = decimal_from_int(0);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].type != FEEL_NUMBER || decimal_add(*ret, list.items[i].number, ret) != OK)
			return false;
	return list.count > 0;
}

struct feel_value
feel_mean(struct feel_run *run, const struct feel_value *args, size_t count)
{
	struct feel_list list = feel_gathered(args, count);
	struct decimal sum, mean;

	if (!feel_spend(run, list.count) || !add_numbers(list, &sum) ||
	    decimal_divide(sum, decimal_from_int((int64_t)list.count), &mean) != OK)
		return feel_null();
	return feel_number(mean);
}

struct feel_value
feel_product(struct feel_run *run, const struct feel_value *args, size_t count)
{
	struct feel_list list = feel_gathered(args, count);
	struct decimal product = decimal_from_int(1);

	if (list.count == 0 || !feel_spend(run, list.count))
		return feel_null();
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].type != FEEL_NUMBER ||
		    decimal_multiply(product, list.items[i].number, &product) != OK)
			return feel_null();
	return feel_number(product);
}

static int
compare_numbers(const void *a, const void *b)
{
	return decimal_compare(((const struct feel_value *)a)->number, ((const struct feel_value *)b)->number);
}

struct feel_value
feel_median(struct feel_run *run, const struct feel_value *args, size_t count)
{
	struct feel_list list = feel_gathered(args, count);
	struct feel_value *sorted;
	struct decimal sum;

	if (list.count == 0 || !feel_spend(run, list.count) || !add_numbers(list, &sum))
		return feel_null();
	sorted = arena_array(run->arena, list.count, sizeof(*sorted));
	memcpy(sorted, list.items, list.count * sizeof(*sorted));
	qsort(sorted, list.count, sizeof(*sorted), compare_numbers);
	if (list.count % 2 == 1)
		return sorted[list.count / 2];
	return feel_mean(run, &sorted[list.count / 2 - 1], 2);
}

/* Room for all of `args` laid one behind the other; NULL past the bound on steps. */
static struct feel_value *
room_for(struct feel_run *run, const struct feel_value *args, size_t count, size_t *ret_total)
{
	*ret_total = 0;
	for (size_t i = 0; i < count; i++)
		*ret_total += args[i].type == FEEL_LIST ? args[i].list.count : 1;
	return feel_spend(run, *ret_total) ? arena_array(run->arena, *ret_total + 1, sizeof(*args)) : NULL;
}

struct feel_value
feel_append(struct feel_run *run, const struct feel_value *args, size_t count)
{
	struct feel_value *items;
	size_t size;

	if (args[0].type != FEEL_LIST)
		return feel_null();
	size = args[0].list.count;
	if (!feel_spend(run, size + count))
		return feel_null();
	items = arena_array(run->arena, size + count, sizeof(*items));
	if (size > 0)
		memcpy(items, args[0].list.items, size * sizeof(*items));
	memcpy(items + size, args + 1, (count - 1) * sizeof(*items));
	return feel_list(items, size + count - 1);
}

struct feel_value
feel_concatenate(struct feel_run *run, const struct feel_value *args, size_t count)
{
	size_t total, at = 0;
	struct feel_value *items = room_for(run, args, count, &total);

	if (items == NULL)
		return feel_null();
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < args[i].list.count; k++)
			items[at++] = args[i].list.items[k];
	return feel_list(items, at);
}

/* Of equal ones the first stays. */
struct feel_value
feel_union(struct feel_run *run, const struct feel_value *args, size_t count)
{
	struct feel_value all = feel_concatenate(run, args, count), *kept;
	size_t kept_count = 0, known;

	if (all.type != FEEL_LIST)
		return all;
	kept = arena_array(run->arena, all.list.count + 1, sizeof(*kept));
	for (size_t i = 0; i < all.list.count; i++) {
		if (!feel_spend(run, kept_count))
			return feel_null();
		for (known = 0; known < kept_count && !feel_equal(kept[known], all.list.items[i]); known++)
			;
		if (known == kept_count)
			kept[kept_count++] = all.list.items[i];
	}
	return feel_list(kept, kept_count);
}

static size_t
count_leaves(struct feel_list list)
{
	size_t count = 0;

	for (size_t i = 0; i < list.count && count <= FEEL_STEPS_MAX; i++)
		count += list.items[i].type == FEEL_LIST ? count_leaves(list.items[i].list) + 1 : 1;
	return count;
}

static void
lay_flat(struct feel_list list, struct feel_value *items, size_t *count)
{
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].type == FEEL_LIST)
			lay_flat(list.items[i].list, items, count);
		else
			items[(*count)++] = list.items[i];
}

struct feel_value
feel_flatten(struct feel_run *run, const struct feel_value *args, size_t count)
{
	size_t most = count_leaves(args[0].list), at = 0;
	struct feel_value *items;

	UNUSED(count);
	if (!feel_spend(run, most))
		return feel_null();
	items = arena_array(run->arena, most + 1, sizeof(*items));
	lay_flat(args[0].list, items, &at);
	return feel_list(items, at);
}

struct feel_value
feel_reverse(struct feel_run *run, const struct feel_value *args, size_t count)
{
	size_t total;
	struct feel_value *items = room_for(run, args, count, &total);

	if (items == NULL)
		return feel_null();
	for (size_t i = 0; i < total; i++)
		items[i] = args[0].list.items[total - 1 - i];
	return feel_list(items, total);
}

/* All places of what is equal, counted from 1. */
struct feel_value
feel_index_of(struct feel_run *run, const struct feel_value *args, size_t count)
{
	struct feel_value *items;
	size_t found = 0, total;

	UNUSED(count);
	if (args[0].type != FEEL_LIST || (items = room_for(run, args, 1, &total)) == NULL)
		return feel_null();
	for (size_t i = 0; i < total; i++)
		if (feel_equal(args[0].list.items[i], args[1]))
			items[found++] = feel_integer((int64_t)i + 1);
	return feel_list(items, found);
}

/* A place in a list of `size`, counted from 1 or from the end if negative, as one counted from 0. */
static bool
place_in(struct decimal number, size_t size, size_t *ret_place)
{
	int64_t place, most = (int64_t)size;

	if (decimal_to_int(number, &place) != OK || place == 0 || place > most || place < -most)
		return false;
	*ret_place = (size_t)(place > 0 ? place - 1 : most + place);
	return true;
}

struct feel_value
feel_sublist(struct feel_run *run, const struct feel_value *args, size_t count)
{
	size_t from, size = args[0].list.count;
	int64_t length;

	UNUSED(run);
	if (!place_in(args[1].number, size, &from))
		return feel_null();
	length = (int64_t)(size - from);
	if (count == 3 &&
	    (decimal_to_int(args[2].number, &length) != OK || length < 1 || length > (int64_t)(size - from)))
		return feel_null();
	return feel_list(args[0].list.items + from, (size_t)length);
}

struct feel_value
feel_remove(struct feel_run *run, const struct feel_value *args, size_t count)
{
	size_t place, total;
	struct feel_value *items;

	UNUSED(count);
	if (!place_in(args[1].number, args[0].list.count, &place) || (items = room_for(run, args, 1, &total)) == NULL)
		return feel_null();
	for (size_t i = 0; i + 1 < total; i++)
		items[i] = args[0].list.items[i < place ? i : i + 1];
	return feel_list(items, total - 1);
}
