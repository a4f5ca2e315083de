/* A procedure's file in which every member says something: for tests that must not forget one. */
#ifndef MOTCUA_TESTS_CATALOGUE_FULL_H
#define MOTCUA_TESTS_CATALOGUE_FULL_H

static const char full_procedure[] =
    "{\"code\": \"1.000001\", \"slug\": \"thu-tuc-mot\", \"replaced_by\": null, \"owner_agency\": \"H01.21\", "
    "\"listed\": true, \"opens_on\": \"2026-01-01\", \"closes_on\": \"2026-12-31\", "
    "\"aliases\": [{\"alias\": \"1.000001.000.00.00.H01\"}], \"versions\": [{"
    "\"state\": \"draft\", \"name\": \"Ten\", \"sector\": \"G03-GD10\", \"sector_name\": \"Linh vuc\", "
    "\"tiers\": [\"commune\"], \"service_level\": \"partial\", \"level_reason\": \"Phai doi chieu ban chinh\", "
    "\"old_level\": 3, \"kind\": \"standard\", \"run_by\": \"province\", \"external_url\": \"https://a.gov.vn/\", "
    "\"audience\": [\"citizen\"], \"audience_note\": \"Nguoi tu du 18 tuoi\", \"life_events\": [\"birth\"], "
    "\"keywords\": \"mot, hai\", \"steps\": \"Buoc 1\\nBuoc 2\", \"conditions\": \"Dieu kien\", "
    "\"legal_basis\": \"Luat\", \"result_name\": \"Giay\", \"copies\": 2, \"decision_no\": \"12/QD-UBND\", "
    "\"decision_date\": \"2026-10-01\", \"effective_from\": \"2026-11-01\", \"effective_to\": \"2027-11-01\", "
    "\"form\": null, \"process\": null, \"rule\": null, \"fee_time\": \"at_filing\", \"cases\": [{"
    "\"name\": \"Cap moi\", \"steps\": \"Buoc rieng\", \"channels\": [{\"channel\": \"online\", "
    "\"term_text\": \"3 ngay\", \"clock_policy\": \"count=working_days; term=3 ngày làm việc\", "
    "\"fee_text\": \"8.000 dong\", \"note\": \"Nop truc tuyen\", \"fees\": [{\"kind\": \"le_phi\", "
    "\"code\": \"LP01\", \"name\": \"Le phi\", \"amount\": 8000, \"unit\": \"ban\", \"note\": \"Mien cho nguoi "
    "ngheo\"}]}], "
    "\"requirements\": [{\"code\": \"to-khai\", \"name\": \"To khai\", \"originals\": 1, \"certified\": 2, "
    "\"photocopies\": 3, \"required\": true, \"shown_only\": false, \"replaced_by\": \"CSDL dan cu\", "
    "\"template_file\": \"to-khai.pdf\", \"template_name\": \"Mau 01\", \"result_codes\": \"KQ.01,KQ.02\"}]}], "
    "\"offerings\": [{\"receiving\": \"H01.21\", \"solving\": \"H01.22\", \"consulted\": \"H01.23\", "
    "\"online\": true}], \"results\": [{\"code\": \"KQ.G07.000122\", \"name\": \"Giay\", "
    "\"template_file\": \"giay.pdf\"}], \"basis\": [{\"number\": \"12/2026/ND-CP\", \"name\": \"Nghi dinh\", "
    "\"issuer\": \"Chinh phu\", \"issued_on\": \"2026-01-01\", \"effective_on\": \"2026-03-01\", "
    "\"expires_on\": \"2028-01-01\", \"url\": \"https://vbpl.vn/12\"}], \"agencies\": [{\"role\": \"competent\", "
    "\"code\": \"H01.21\", \"name\": \"So\"}, {\"role\": \"cooperating\", \"code\": \"\", \"name\": \"Cong an\"}], "
    "\"relations\": [{\"kind\": \"related\", \"code\": \"1.000002\"}]}]}";

#endif
