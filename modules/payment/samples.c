/* Filled views, in plain letters. See samples.h. */
#include "samples.h"

#include "core/view/view.h"

#include "cashier_view.h"
#include "pay_view.h"
#include "receipts_page.h"

#define NUMBER  "H01.12-261121-0001"
#define PAYER   "Nguyen Van A"
#define AMOUNT  "16.000"
#define SPELLED "16"
#define PAGE    "/thanh-toan/" NUMBER

static const struct pay_line lines[] = { { "Trich luc (2 x 8.000)", AMOUNT }, { "Le phi", "0" } };
static const struct pay_choice choices[] = { { "payplat", "PayPlat", "Hint", true },
	{ "vnpay", "VNPAY", NULL, false } };

static void
no_errors(struct view *view)
{
	view_bool(view, "has_errors", false);
	(void)view_list(view, "errors");
}

static struct view *
sample_pay(struct arena *arena)
{
	const struct pay_page page = { .title = "Title",
		.code = NUMBER,
		.procedure = "Procedure",
		.lines = lines,
		.line_count = 2,
		.total = AMOUNT,
		.in_words = SPELLED,
		.tag = { "Due", "waiting" },
		.choices = choices,
		.choice_count = 2,
		.choices_label = "Method",
		.error = "Choose",
		.once = "abcdefghijklmnopqrstuv",
		.action = PAGE,
		.counter_text = "Counter",
		.note = "Waiting",
		.receipt_url = PAGE "/bien-lai",
		.dossier_url = "/tai-khoan/ho-so/" NUMBER,
		.back_url = "/thanh-toan" };
	struct view *view = pay_view(arena, &page);

	no_errors(view);
	return view;
}

static struct view *
sample_leave(struct arena *arena)
{
	const struct leave_page page = { .title = "Title",
		.code = NUMBER,
		.amount = AMOUNT,
		.gateway = "PayPlat",
		.host = "pay.example.vn",
		.leave_url = "https://pay.example.vn/1",
		.reload_url = PAGE "/roi-trang?ma=1",
		.back_url = PAGE };

	return leave_view(arena, &page);
}

static struct view *
sample_return(struct arena *arena)
{
	const struct return_page page = { .title = "Title",
		.code = NUMBER,
		.text = "Text",
		.next = "Next",
		.waiting = true,
		.tag = { "Waiting", "waiting" },
		.reload_url = "/thanh-toan/tro-ve/payplat?MaThamChieu=1",
		.pay_url = PAGE,
		.dossier_url = "/tai-khoan/ho-so/" NUMBER,
		.receipt_url = PAGE "/bien-lai" };

	return return_view(arena, &page);
}

static struct view *
sample_home(struct arena *arena)
{
	return home_view(arena, "Title");
}

static struct view *
sample_mine(struct arena *arena)
{
	static const struct mine_row rows[] = { { NUMBER, PAGE, "Procedure", AMOUNT, "21/11/2026" } };

	return mine_view(arena, "Title", rows, 1);
}

static struct view *
sample_receipts(struct arena *arena)
{
	static const struct receipt_sheet_line shown[] = { { "Trich luc (2 x 8.000)", AMOUNT } };
	static const struct receipt_sheet sheet = { .form = "01BLP0-001",
		.series = "AA-26E",
		.number = "00000001",
		.agency = "UBND phuong",
		.agency_code = "H01.12",
		.what = "Phi",
		.payer = PAYER,
		.address = "Phuong 1",
		.dossier = NUMBER,
		.amount = AMOUNT,
		.in_words = SPELLED,
		.method = "Cash",
		.date = "21/11/2026",
		.collector = "Tran Thi B",
		.lines = shown,
		.line_count = 1 };

	return receipts_view(arena, "Title", PAGE, &sheet, 1);
}

static struct view *
sample_cashier(struct arena *arena)
{
	static const struct cashier_row rows[] = { { NUMBER, "/can-bo/thu-ngan/" NUMBER, PAYER, AMOUNT,
	    "21/11/2026" } };
	static const struct cashier_demand demand = { .code = NUMBER,
		.payer = PAYER,
		.procedure = "Procedure",
		.total = AMOUNT,
		.in_words = SPELLED,
		.action = "/can-bo/thu-ngan/" NUMBER,
		.once = "abcdefghijklmnopqrstuv",
		.lines = lines,
		.line_count = 2,
		.event_seq = 2,
		.version = 1,
		.received_label = "Received",
		.received = AMOUNT,
		.received_error = "Too little" };
	const struct cashier_page page = { .title = "Title",
		.notice = "Taken",
		.receipt_url = "/can-bo/thu-ngan/" NUMBER "/bien-lai",
		.receipt_label = "Print",
		.search_label = "Search",
		.search = "H01",
		.demand = &demand,
		.rows = rows,
		.row_count = 1,
		.shown = "1",
		.next_url = "/can-bo/thu-ngan?truoc=1",
		.previous_url = "/can-bo/thu-ngan",
		.takings_url = "/can-bo/thu-ngan/trong-ngay" };
	struct view *view = cashier_view(arena, &page);

	no_errors(view);
	return view;
}

static struct view *
sample_takings(struct arena *arena)
{
	static const struct takings_row rows[] = { { "09:10", NUMBER, PAYER, "Cash", "Tran Thi B", AMOUNT } };
	static const struct takings_sum sums[] = { { "Cash", AMOUNT } };
	const struct takings_page page = { .title = "Title",
		.day = "21/11/2026",
		.date_label = "Day",
		.date_error = "No such day",
		.date_day = "21",
		.date_month = "11",
		.date_year = "2026",
		.back_url = "/can-bo/thu-ngan",
		.total = AMOUNT,
		.in_words = SPELLED,
		.rows = rows,
		.row_count = 1,
		.sums = sums,
		.sum_count = 1,
		.cut = "1 of 2" };
	struct view *view;

	view = takings_view(arena, &page);
	no_errors(view);
	return view;
}

const struct page_sample payment_samples[] = {
	{ "payment/pay", sample_pay },
	{ "payment/leave", sample_leave },
	{ "payment/return", sample_return },
	{ "payment/home", sample_home },
	{ "payment/mine", sample_mine },
	{ "payment/receipts", sample_receipts },
	{ "payment/cashier", sample_cashier },
	{ "payment/takings", sample_takings },
};
const size_t payment_samples_count = sizeof(payment_samples) / sizeof(payment_samples[0]);
