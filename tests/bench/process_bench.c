/*
 * What a process costs on one core: its document parsed, an instance started, a step done with the tokens read from and
 * written to their stored text. Reads the BPMN file named first; prints the three rates per second.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process.h"

enum { PARSES = 400, MOVES = 200000 };

static double
seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t
read_document(const char *path, char *into, size_t room)
{
	FILE *file = fopen(path, "rb");
	const size_t size = file == NULL ? 0 : fread(into, 1, room, file);

	if (file != NULL)
		fclose(file);
	return size;
}

static struct feel_binding action = { .name = "action" };
static const struct feel_context context = { &action, 1, 20778 };

static double
parses_a_second(struct arena *arena, const char *xml, size_t size)
{
	const double begin = seconds();
	struct definition_error error;
	struct process *process;

	for (int i = 0; i < PARSES; i++) {
		if (process_parse(arena, xml, size, &process, &error))
			exit(EXIT_FAILURE);
		arena_reset(arena);
	}
	return PARSES / (seconds() - begin);
}

static double
starts_a_second(struct arena *moves, const struct process *process)
{
	const double begin = seconds();
	struct definition_error error;
	struct process_move move;

	for (int i = 0; i < MOVES; i++) {
		if (process_start(moves, process, &context, &move, &error))
			exit(EXIT_FAILURE);
		arena_reset(moves);
	}
	return MOVES / (seconds() - begin);
}

static double
completions_a_second(struct arena *moves, const struct process *process)
{
	const double begin = seconds();
	struct definition_error error;
	struct process_move move;
	char text[512];

	if (process_start(moves, process, &context, &move, &error))
		exit(EXIT_FAILURE);
	(void)snprintf(text, sizeof(text), "%s", process_tokens_write(moves, process, &move.tokens));
	for (int i = 0; i < MOVES; i++) {
		const struct process_step *const *open;
		struct process_tokens tokens;

		if (process_tokens_read(moves, process, text, &tokens) ||
		    process_open_steps(moves, process, &tokens, &open) == 0 ||
		    process_complete(moves, process, &tokens, open[0]->id, &context, &move, &error) ||
		    process_tokens_write(moves, process, &move.tokens) == NULL)
			exit(EXIT_FAILURE);
		arena_reset(moves);
	}
	return MOVES / (seconds() - begin);
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT), *moves = arena_new(ARENA_REQUEST_LIMIT);
	char *xml = malloc(PROCESS_BYTES_MAX);
	const size_t size = argc < 2 || xml == NULL ? 0 : read_document(argv[1], xml, PROCESS_BYTES_MAX);
	const double parses = size == 0 ? 0 : parses_a_second(arena, xml, size);
	struct definition_error error;
	struct process *process;

	action.value = feel_string("forward");
	if (size == 0 || process_parse(arena, xml, size, &process, &error))
		return EXIT_FAILURE;
	(void)printf("%.0f %.0f %.0f\n", parses, starts_a_second(moves, process), completions_a_second(moves, process));
	arena_free(moves);
	arena_free(arena);
	free(xml);
	return EXIT_SUCCESS;
}
