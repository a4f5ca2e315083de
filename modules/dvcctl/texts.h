/* Everything dvcctl says to its operator, in one place. printf formats; the arguments are named beside each. */
#ifndef MOTCUA_DVCCTL_TEXTS_H
#define MOTCUA_DVCCTL_TEXTS_H

#define TEXT_FAILED       "dvcctl: %s (%s)\n"            /* what, kind of error */
#define TEXT_UNKNOWN_VERB "dvcctl: unknown command %s\n" /* verb */
#define TEXT_USAGE        "usage: dvcctl --config FILE [--config FILE]... COMMAND\n"
#define TEXT_USAGE_VERB   "  %-45s %s\n"           /* synopsis, summary */
#define TEXT_WRONG_USE    "usage: dvcctl ... %s\n" /* synopsis */

#define TEXT_MIGRATE  "bring schema, accounts and rights up to date"
#define TEXT_GRANTS   "compare the accounts' rights with the declared ones, or make them so"
#define TEXT_OWNERS   "each table and its one writer"
#define TEXT_SETTINGS "read or set a setting of this installation"
#define TEXT_STATES   "the states of a dossier as a Graphviz graph"
#define TEXT_VERIFY   "prove that dossiers' journals and the stored files are whole"
#define TEXT_LOAD     "load procedures, definitions, shared lists and synonyms"
#define TEXT_PUBLISH  "publish the catalogue's pages"
#define TEXT_IMPORT_PROCEDURES "import procedures: national JSON, JSON, XML, CSV or XLSX; taken up with --resume"
#define TEXT_EXPORT   "write all procedures into a file that imports again"
#define TEXT_BUNDLE   "take procedures to another installation, or bring a bundle in"
#define TEXT_SIMULATE "walk the kept examples of procedures again"
#define TEXT_IMPORT   "import agencies and officers, or dossiers of an earlier time"

#define TEXT_WOULD_APPLY  "would apply  %s (%zu statements)\n" /* migration, count */
#define TEXT_WOULD_RESUME "would resume %s at statement %zu of %zu\n"
#define TEXT_APPLIED      "applied  %s (%zu statements)\n" /* migration, count */
#define TEXT_RESUMED      "resumed  %s at statement %zu of %zu\n"
#define TEXT_UP_TO_DATE   "schema %s is up to date: %zu migrations\n"
#define TEXT_STOPPED_AT   "%s stopped at statement %zu of %zu; put the cause right and run migrate again\n"
#define TEXT_LEASE_HELD   "%s is migrating this schema; if it no longer runs: dvcctl migrate --break-lease\n"
#define TEXT_EDITED       "%s was applied and has been edited since: restore the file, write a new migration instead"
#define TEXT_UNKNOWN      "%s was applied here but is not among the files: this program is older than the schema"
#define TEXT_WRONG_NAME   "%s: a migration is named NNNN-module-what.sql"

#define TEXT_OWNER        "%-32s %s\n"                          /* table, writer */
#define TEXT_TWO_OWNERS   "table %s is written by %s and by %s" /* table, one, other */
#define TEXT_GRANTED      "granted  %s: %s on %s\n"             /* account, rights, table */
#define TEXT_REVOKED      "revoked  %s: %s on %s\n"
#define TEXT_WOULD_GRANT  "missing  %s: %s on %s\n"
#define TEXT_WOULD_REVOKE "too much %s: %s on %s\n"
#define TEXT_WIDE_RIGHTS  "too much %s: rights that are not on single tables\n"
#define TEXT_ACCOUNT_MADE "account  %s\n"
#define TEXT_NO_ACCOUNT   "missing  %s: the account itself\n"
#define TEXT_RIGHTS_EQUAL "rights of %zu accounts equal the declared ones\n"
#define TEXT_BAD_GRANT    "grants/%s.sql: not understood: %.80s"
#define TEXT_NO_GRANTS    "grants/%s.sql is missing, included by %s"
#define TEXT_BAD_PASSWORD "%s: a password has 12 to 200 letters, digits, '-' or '_'"

#define TEXT_SETTING     "%s = %s (version %lld, by %s)\n" /* name, value, version, who */
#define TEXT_NO_SETTING  "there is no setting %s\n"
#define TEXT_SETTING_SET "%s is set\n"

#define TEXT_WHOLE            "whole    %s (%zu events)\n"                  /* number, count */
#define TEXT_CHAIN_BROKEN     "broken   %s at event %lld\n"                 /* number, seq */
#define TEXT_STATE_DIFFERS    "differs  %s: its events do not lead to %s\n" /* number, state */
#define TEXT_CLOCK_DIFFERS    "differs  %s: its clock gives another date\n" /* number */
#define TEXT_NO_DOSSIER       "there is no dossier %s"                      /* number */
#define TEXT_DOSSIERS_CHECKED "%zu dossiers, %zu not whole\n"
#define TEXT_FILE_FAULT       "file     %s: %s\n" /* reference, one of these */
#define TEXT_FILE_MISSING     "its row is there, the file is not"
#define TEXT_FILE_SIZE        "not as long as its row says"
#define TEXT_FILE_CHANGED     "not the content that its row says"
#define TEXT_FILE_STRANGER    "on disk, and no row knows it"
#define TEXT_FILES_CHECKED    "%zu files, %zu faults\n"
#define TEXT_NO_FOLDER        "the folder of files %s cannot be read"

#define TEXT_NO_PROGRAM "cannot start %s: %s\n" /* path, why */

#endif
