/* The room's published pages in one language, and its parts of home and of the procedures' pages. Pure. */
#ifndef MOTCUA_CATALOGUE_PUBLIC_VIEW_H
#define MOTCUA_CATALOGUE_PUBLIC_VIEW_H

struct arena;
struct article;
struct catalogue_procedure;
struct content;
struct edition;
struct question;
struct view;

/* Templates catalogue/content_list, content_page and content_notices. */
struct view *public_articles_view(
    struct arena *arena, const struct edition *edition, const struct content *content, const char *kind);
struct view *public_questions_view(struct arena *arena, const struct edition *edition, const struct content *content);
struct view *public_article_view(struct arena *arena, const struct edition *edition, const struct article *article);
struct view *public_question_view(struct arena *arena, const struct edition *edition, const struct question *question);
struct view *public_notices_view(struct arena *arena, const struct edition *edition, const struct content *content);

/* Their parts of other pages; `content` NULL (samples): nothing in them. */
/* home: `content` {news [{label, url, note}], has_news, coming [{label, url, note}], has_coming, news_url, guides_url,
 * questions_url}. */
void public_add_home(
    struct arena *arena, const struct edition *edition, const struct content *content, struct view *page);
/* `help` {guides [{label, url, video_url}], has_guides, questions [{label, url, blocks}], has_questions, ask_url, foreign}. */
void public_add_procedure(struct arena *arena, const struct edition *edition, const struct content *content,
    const struct catalogue_procedure *procedure, struct view *page);
/* `notices` {items [{label, url, until}]} of the shell: the interruptions that last now; null if there are none. */
void public_add_shell(
    struct arena *arena, const struct edition *edition, const struct content *content, struct view *shell);

struct view *public_list_sample(struct arena *arena);
struct view *public_page_sample(struct arena *arena);
struct view *public_notices_sample(struct arena *arena);

#endif
