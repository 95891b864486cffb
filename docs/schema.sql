-- Made from the migrations by `make schema`; a test holds the two equal. SQLite's words.

CREATE TABLE migration (
    name TEXT PRIMARY KEY,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE key_name (
    name TEXT PRIMARY KEY,
    fingerprint BLOB NOT NULL
) STRICT;

CREATE TABLE audit_entry (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    subject TEXT,
    act TEXT NOT NULL,
    object TEXT,
    channel TEXT,
    address TEXT,
    reference TEXT,
    detail TEXT NOT NULL,
    previous BLOB NOT NULL UNIQUE,
    hash BLOB NOT NULL UNIQUE,
    CHECK (number > 0),
    CHECK ((channel IS NULL) = (address IS NULL))
) STRICT;

CREATE INDEX audit_entry_reference ON audit_entry (reference);

CREATE INDEX audit_entry_subject ON audit_entry (subject, number);

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit_entry takes new rows only');
END;

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit_entry takes new rows only');
END;

CREATE TRIGGER audit_entry_no_insert BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'audit_entry takes new rows only');
END;

CREATE TABLE audit_repeat (
    number INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES audit_entry (number),
    times INTEGER NOT NULL CHECK (times > 1),
    at INTEGER NOT NULL,
    previous BLOB NOT NULL UNIQUE,
    hash BLOB NOT NULL UNIQUE,
    CHECK (number > 0)
) STRICT;

CREATE INDEX audit_repeat_entry ON audit_repeat (entry, times);

CREATE TRIGGER audit_repeat_no_update BEFORE UPDATE ON audit_repeat
BEGIN
    SELECT RAISE(ABORT, 'audit_repeat takes new rows only');
END;

CREATE TRIGGER audit_repeat_no_delete BEFORE DELETE ON audit_repeat
BEGIN
    SELECT RAISE(ABORT, 'audit_repeat takes new rows only');
END;

CREATE TRIGGER audit_repeat_no_insert BEFORE INSERT ON audit_repeat WHEN EXISTS (SELECT 1 FROM audit_repeat WHERE number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'audit_repeat takes new rows only');
END;

CREATE TABLE agent (
    number TEXT PRIMARY KEY CHECK (length(number) BETWEEN 1 AND 20),
    birth_name TEXT NOT NULL,
    usage_name TEXT,
    first_names TEXT NOT NULL,
    birth_date TEXT CHECK (length(birth_date) = 10),
    mail TEXT,
    phone_typed TEXT,
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    credential TEXT NOT NULL CHECK (credential IN
        ('declared', 'profile-created', 'issued', 'active', 'suspended', 'left', 'closed')),
    credential_since INTEGER NOT NULL,
    CHECK (birth_name <> '' OR usage_name IS NOT NULL OR first_names <> '')
) STRICT;

CREATE TABLE identifier (
    text TEXT PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agent (number),
    given_at INTEGER NOT NULL,
    retired_at INTEGER CHECK (retired_at >= given_at)
) STRICT;

CREATE UNIQUE INDEX identifier_current ON identifier (agent) WHERE retired_at IS NULL;

CREATE INDEX agent_by_mail ON agent (mail);

CREATE TABLE assignment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent TEXT NOT NULL REFERENCES agent (number),
    department TEXT NOT NULL CHECK (department <> ''),
    unit TEXT,
    function TEXT,
    function_title TEXT,
    supervisor TEXT REFERENCES agent (number) CHECK (supervisor <> agent),
    position TEXT NOT NULL CHECK (position IN
        ('trainee', 'tenured', 'contract', 'hourly', 'lent', 'seconded-out', 'seconded-in', 'availability',
        'parental-leave', 'long-sick-leave', 'suspended', 'excluded', 'retired', 'struck-off', 'deceased')),
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT CHECK (length(last_day) = 10),
    CHECK (last_day >= first_day),
    CHECK ((function IS NULL) = (function_title IS NULL))
) STRICT;

CREATE INDEX assignment_by_supervisor ON assignment (supervisor);

CREATE INDEX assignment_by_department ON assignment (department, function);

CREATE INDEX assignment_by_first_day ON assignment (first_day);

CREATE INDEX assignment_by_last_day ON assignment (last_day);

CREATE TABLE agent_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent TEXT NOT NULL REFERENCES agent (number),
    kind TEXT NOT NULL CHECK (kind IN
        ('added', 'changed', 'ended', 'renamed', 'issued', 'activated', 'suspended', 'resumed', 'closed',
        'grant-given', 'grant-ended')),
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX agent_change_by_agent ON agent_change (agent);

CREATE TABLE app_grant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent TEXT NOT NULL REFERENCES agent (number),
    app TEXT NOT NULL CHECK (app <> ''),
    given_at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    given_by TEXT NOT NULL CHECK (given_by <> ''),
    ended_by TEXT,
    CHECK (until >= given_at)
) STRICT;

CREATE INDEX app_grant_by_agent ON app_grant (agent, app);

CREATE TABLE activation_link (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    agent TEXT NOT NULL REFERENCES agent (number),
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > made_at),
    used_at INTEGER,
    replaced_at INTEGER,
    CHECK (used_at IS NULL OR replaced_at IS NULL)
) STRICT;

CREATE UNIQUE INDEX activation_link_live ON activation_link (agent) WHERE used_at IS NULL AND replaced_at IS NULL;

CREATE TABLE agent_change_stamp (
    change INTEGER PRIMARY KEY REFERENCES agent_change (id),
    stamp INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
) STRICT;

CREATE INDEX assignment_by_agent_and_day ON assignment (agent, last_day, first_day, position);

CREATE INDEX assignment_by_department_and_day ON assignment (department, first_day, last_day, agent);

CREATE INDEX assignment_by_function ON assignment (function);

CREATE TABLE dossier (
    agent TEXT PRIMARY KEY REFERENCES agent (number),
    code BLOB NOT NULL UNIQUE CHECK (length(code) = 32),
    reference BLOB NOT NULL,
    filed_under TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL CHECK (opened_by <> '')
) STRICT;

CREATE TABLE dossier_step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent TEXT NOT NULL REFERENCES agent (number),
    act TEXT NOT NULL CHECK (act IN
        ('create-profile', 'issue', 'activate', 'suspend', 'resume', 'resume-unused', 'close')),
    step TEXT NOT NULL CHECK (step IN
        ('profile-created', 'issued', 'active', 'suspended', 'closed')),
    at INTEGER NOT NULL,
    author TEXT NOT NULL CHECK (author <> '')
) STRICT;

CREATE INDEX dossier_step_by_agent ON dossier_step (agent, id);

CREATE TABLE activation_code (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent TEXT NOT NULL REFERENCES agent (number),
    code BLOB NOT NULL CHECK (length(code) = 32),
    delivery TEXT NOT NULL CHECK (delivery IN ('letter', 'split', 'account')),
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > made_at),
    used_at INTEGER,
    replaced_at INTEGER, without_letter INTEGER NOT NULL DEFAULT 0
    CHECK (without_letter IN (0, 1)), entrusted_to TEXT REFERENCES agent (number), handed_at INTEGER,
    CHECK (used_at IS NULL OR replaced_at IS NULL)
) STRICT;

CREATE UNIQUE INDEX activation_code_live ON activation_code (agent) WHERE used_at IS NULL AND replaced_at IS NULL;

CREATE TABLE grant_request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent TEXT NOT NULL REFERENCES agent (number),
    app TEXT NOT NULL CHECK (app <> ''),
    target TEXT NOT NULL CHECK (target <> ''),
    words TEXT NOT NULL CHECK (words <> ''),
    approver TEXT NOT NULL CHECK (approver <> agent),
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'given', 'declined')),
    answered_at INTEGER,
    answered_by TEXT CHECK (answered_by <> agent),
    answer TEXT,
    until INTEGER,
    CHECK ((state = 'open') = (answered_at IS NULL)),
    CHECK ((state = 'given') = (until IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX grant_request_open ON grant_request (agent, app) WHERE state = 'open';

CREATE INDEX grant_request_by_agent ON grant_request (agent, app, id);

CREATE TABLE contact_confirmation (
    contact TEXT PRIMARY KEY CHECK (contact <> ''),
    details BLOB NOT NULL CHECK (length(details) = 32),
    at INTEGER NOT NULL,
    author TEXT NOT NULL CHECK (author <> '')
) STRICT;

CREATE TABLE contact_answer (
    contact TEXT NOT NULL CHECK (contact <> ''),
    day TEXT NOT NULL CHECK (length(day) = 10),
    yes INTEGER NOT NULL CHECK (yes >= 0),
    no INTEGER NOT NULL CHECK (no >= 0),
    PRIMARY KEY (contact, day)
) STRICT;

CREATE TABLE caller_check (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent TEXT NOT NULL REFERENCES agent (number),
    officer TEXT NOT NULL REFERENCES agent (number) CHECK (officer <> agent),
    digits BLOB NOT NULL,
    started_at INTEGER NOT NULL,
    guesses INTEGER NOT NULL CHECK (guesses BETWEEN 0 AND 3),
    passed_at INTEGER CHECK (passed_at >= started_at)
) STRICT;

CREATE INDEX caller_check_by_agent ON caller_check (agent, started_at);

CREATE INDEX caller_check_by_officer ON caller_check (officer, started_at);

CREATE TABLE factor_reset (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent TEXT NOT NULL REFERENCES agent (number),
    state TEXT NOT NULL CHECK (state IN
        ('open', 'confirmed', 'used', 'declined', 'withdrawn', 'stopped', 'expired')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    identified TEXT NOT NULL CHECK (identified IN ('call', 'paper')),
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL REFERENCES agent (number) CHECK (opened_by <> agent),
    confirmed_at INTEGER,
    confirmed_by TEXT REFERENCES agent (number) CHECK (confirmed_by <> agent AND confirmed_by <> opened_by),
    expires_at INTEGER NOT NULL CHECK (expires_at > opened_at),
    ended_at INTEGER,
    ended_by TEXT,
    answer TEXT,
    CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
    CHECK (state <> 'open' OR confirmed_at IS NULL),
    CHECK (state NOT IN ('confirmed', 'used') OR confirmed_at IS NOT NULL),
    CHECK ((state IN ('open', 'confirmed')) = (ended_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX factor_reset_live ON factor_reset (agent) WHERE state IN ('open', 'confirmed');

CREATE INDEX factor_reset_by_agent ON factor_reset (agent, id);

CREATE TABLE contact_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent TEXT NOT NULL REFERENCES agent (number),
    kind TEXT NOT NULL CHECK (kind IN ('mail', 'phone')),
    value TEXT NOT NULL CHECK (value <> ''),
    state TEXT NOT NULL CHECK (state IN ('proving', 'waiting', 'done', 'stopped', 'replaced')),
    made_at INTEGER NOT NULL,
    due_at INTEGER,
    new_code BLOB NOT NULL CHECK (length(new_code) = 32),
    old_code BLOB CHECK (length(old_code) = 32),
    guesses INTEGER NOT NULL CHECK (guesses >= 0),
    CHECK (state <> 'waiting' OR due_at IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX contact_change_live ON contact_change (agent, kind) WHERE state IN ('proving', 'waiting');

CREATE INDEX contact_change_due ON contact_change (state, due_at);

CREATE TABLE own_contact (
    agent TEXT NOT NULL REFERENCES agent (number),
    kind TEXT NOT NULL CHECK (kind IN ('mail', 'phone')),
    value TEXT NOT NULL CHECK (value <> ''),
    feed_value TEXT,
    set_at INTEGER NOT NULL,
    PRIMARY KEY (agent, kind)
) STRICT;

CREATE TABLE provisional (
    agent TEXT PRIMARY KEY REFERENCES agent (number),
    kind TEXT NOT NULL CHECK (kind IN ('newcomer', 'external')),
    sponsor TEXT REFERENCES agent (number) CHECK (sponsor <> agent),
    company TEXT CHECK (company <> ''),
    declared_at INTEGER NOT NULL,
    declared_by TEXT NOT NULL CHECK (declared_by <> ''),
    merged_at INTEGER,
    merged_into TEXT REFERENCES agent (number),
    CHECK ((kind = 'external') = (sponsor IS NOT NULL)),
    CHECK ((kind = 'external') = (company IS NOT NULL)),
    CHECK ((merged_at IS NULL) = (merged_into IS NULL))
) STRICT;

CREATE TABLE merged_number (
    agent TEXT PRIMARY KEY REFERENCES agent (number),
    kept TEXT NOT NULL REFERENCES agent (number) CHECK (kept <> agent),
    merged_at INTEGER NOT NULL
) STRICT;

CREATE INDEX agent_by_birth_date ON agent (birth_date);

CREATE TABLE ready_invitation (
    agent TEXT PRIMARY KEY REFERENCES agent (number),
    way TEXT NOT NULL CHECK (way IN ('sms', 'mail', 'nowhere')),
    invited_at INTEGER NOT NULL
) STRICT;

CREATE INDEX activation_code_used_at ON activation_code (used_at);

CREATE TABLE desk_cover (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    officer TEXT NOT NULL REFERENCES agent (number),
    cover TEXT NOT NULL REFERENCES agent (number) CHECK (cover <> officer),
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT NOT NULL CHECK (length(last_day) = 10),
    named_at INTEGER NOT NULL,
    ended_at INTEGER CHECK (ended_at >= named_at),
    ended_by TEXT,
    CHECK (first_day <= last_day),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;

CREATE UNIQUE INDEX desk_cover_live ON desk_cover (officer) WHERE ended_at IS NULL;

CREATE INDEX desk_cover_by_cover ON desk_cover (cover);

CREATE TABLE password (
    agent TEXT PRIMARY KEY REFERENCES agent (number),
    hash TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    set_at INTEGER NOT NULL
) STRICT;

CREATE TABLE authenticator (
    agent TEXT PRIMARY KEY REFERENCES agent (number),
    secret BLOB NOT NULL,
    last_step INTEGER NOT NULL,
    enrolled_at INTEGER NOT NULL
) STRICT;

CREATE TABLE early_step (
    agent TEXT NOT NULL REFERENCES agent (number),
    step INTEGER NOT NULL,
    PRIMARY KEY (agent, step)
) STRICT;

CREATE TABLE session (
    id TEXT PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agent (number),
    started_at INTEGER NOT NULL,
    active_at INTEGER NOT NULL,
    idle_seconds INTEGER NOT NULL CHECK (idle_seconds > 0),
    absolute_seconds INTEGER NOT NULL CHECK (absolute_seconds > 0),
    is_shared INTEGER NOT NULL,
    known_until INTEGER
, channel TEXT NOT NULL DEFAULT 'nomade', browser TEXT NOT NULL DEFAULT '', look TEXT NOT NULL DEFAULT '', accompanied_by TEXT) STRICT;

CREATE INDEX session_agent ON session (agent);

CREATE TABLE session_token (
    hash BLOB PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    host TEXT NOT NULL,
    password_at INTEGER,
    factor TEXT,
    factor_at INTEGER, version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (session, host),
    CHECK ((factor IS NULL) = (factor_at IS NULL))
) STRICT;

CREATE TABLE ticket (
    hash BLOB PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    host TEXT NOT NULL,
    nonce BLOB NOT NULL,
    target TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE known_browser (
    hash BLOB PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agent (number),
    proven_at INTEGER NOT NULL
) STRICT;

CREATE INDEX known_browser_agent ON known_browser (agent);

CREATE TABLE session_news (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session TEXT NOT NULL,
    agent TEXT NOT NULL REFERENCES agent (number),
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE session_aside (
    session TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    agent TEXT NOT NULL REFERENCES agent (number),
    started_at INTEGER NOT NULL,
    idle_seconds INTEGER NOT NULL CHECK (idle_seconds > 0),
    absolute_seconds INTEGER NOT NULL CHECK (absolute_seconds > 0),
    is_shared INTEGER NOT NULL,
    known_until INTEGER,
    password_at INTEGER,
    factor TEXT,
    factor_at INTEGER,
    CHECK ((factor IS NULL) = (factor_at IS NULL))
) STRICT;

CREATE TABLE throttle (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    last_at INTEGER NOT NULL
) STRICT;

CREATE INDEX throttle_last_at ON throttle (last_at);

CREATE TABLE assertion_key (
    identifier TEXT PRIMARY KEY,
    sealed_key BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE gate_node (
    name TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE receipt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change INTEGER REFERENCES agent_change (id),
    agent TEXT NOT NULL REFERENCES agent (number),
    node TEXT NOT NULL,
    ended INTEGER NOT NULL,
    at INTEGER NOT NULL,
    stamp INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)),
    UNIQUE (change, node)
) STRICT;

CREATE TABLE receipt_closing (
    receipt INTEGER NOT NULL REFERENCES receipt (id) ON DELETE CASCADE,
    session TEXT NOT NULL,
    app TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('websocket', 'stream', 'download', 'upload', 'request'))
) STRICT;

CREATE INDEX receipt_closing_receipt ON receipt_closing (receipt);

CREATE INDEX receipt_at ON receipt (at);

CREATE TABLE message (
    id TEXT PRIMARY KEY CHECK (length(id) = 32),
    agent TEXT NOT NULL REFERENCES agent (number),
    kind TEXT NOT NULL CHECK (kind IN ('sms', 'voice')),
    purpose TEXT NOT NULL CHECK (purpose IN ('code', 'notice')),
    recipient TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    fate TEXT NOT NULL CHECK (fate IN
        ('waiting', 'taken', 'refused', 'silent', 'delivered', 'failed')),
    fate_at INTEGER NOT NULL
) STRICT;

CREATE INDEX message_by_agent ON message (agent, sent_at);

CREATE INDEX message_sent_at ON message (sent_at);

CREATE TABLE message_count (
    subject TEXT NOT NULL,
    day INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (subject, day)
) STRICT;

CREATE TABLE mail (
    id TEXT PRIMARY KEY CHECK (length(id) = 32),
    agent TEXT NOT NULL REFERENCES agent (number),
    recipient TEXT NOT NULL,
    words BLOB,
    kept_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    next_at INTEGER NOT NULL,
    fate TEXT NOT NULL CHECK (fate IN ('waiting', 'taken', 'refused', 'failed')),
    fate_at INTEGER NOT NULL,
    fault TEXT,
    CHECK (fate <> 'waiting' OR words IS NOT NULL)
) STRICT;

CREATE INDEX mail_due ON mail (fate, next_at);

CREATE INDEX mail_by_agent ON mail (agent, kept_at);

CREATE TABLE sent_code (
    agent TEXT PRIMARY KEY REFERENCES agent (number),
    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    code BLOB NOT NULL,
    sent_at INTEGER NOT NULL,
    sends INTEGER NOT NULL CHECK (sends > 0),
    guesses INTEGER NOT NULL CHECK (guesses >= 0)
) STRICT;

CREATE TABLE recovery_code (
    agent TEXT NOT NULL REFERENCES agent (number),
    code BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (agent, code)
) STRICT;

CREATE TABLE code_sheet_line (
    agent TEXT NOT NULL REFERENCES agent (number),
    line INTEGER NOT NULL CHECK (line > 0),
    code BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (agent, line)
) STRICT;

CREATE TABLE code_device (
    serial TEXT PRIMARY KEY CHECK (length(serial) BETWEEN 1 AND 64),
    kind TEXT NOT NULL CHECK (kind IN ('totp', 'hotp')),
    hash TEXT NOT NULL CHECK (hash IN ('sha1', 'sha256', 'sha512')),
    digits INTEGER NOT NULL CHECK (digits BETWEEN 6 AND 8),
    period INTEGER NOT NULL CHECK (period BETWEEN 10 AND 300),
    secret BLOB NOT NULL,
    next_value INTEGER NOT NULL CHECK (next_value >= 0),
    imported_at INTEGER NOT NULL,
    agent TEXT REFERENCES agent (number),
    assigned_at INTEGER,
    CHECK ((agent IS NULL) = (assigned_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX code_device_agent ON code_device (agent) WHERE agent IS NOT NULL;

CREATE TABLE activation_progress (
    code INTEGER PRIMARY KEY REFERENCES activation_code (id),
    charter TEXT,
    password TEXT,
    password_at INTEGER,
    secret BLOB,
    factor TEXT CHECK (factor IN ('authenticator', 'sms', 'voice')),
    factor_at INTEGER,
    step INTEGER,
    CHECK ((password IS NULL) = (password_at IS NULL)),
    CHECK ((factor IS NULL) = (factor_at IS NULL)),
    CHECK (factor IS NULL OR password IS NOT NULL)
) STRICT;

CREATE TABLE charter_acceptance (
    agent TEXT NOT NULL REFERENCES agent (number),
    version TEXT NOT NULL CHECK (version <> ''),
    accepted_at INTEGER NOT NULL,
    PRIMARY KEY (agent, version)
) STRICT;

CREATE TABLE "channel_code" (
    agent TEXT PRIMARY KEY REFERENCES agent (number),
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'sms')),
    code BLOB NOT NULL CHECK (length(code) = 32),
    sent_at INTEGER NOT NULL,
    sends INTEGER NOT NULL CHECK (sends > 0),
    guesses INTEGER NOT NULL CHECK (guesses >= 0)
) STRICT;

CREATE TABLE announcement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    department TEXT CHECK (department <> ''),
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 4000),
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT NOT NULL CHECK (length(last_day) = 10),
    written_at INTEGER NOT NULL,
    written_by TEXT NOT NULL CHECK (written_by <> ''),
    withdrawn_at INTEGER CHECK (withdrawn_at >= written_at),
    withdrawn_by TEXT CHECK (withdrawn_by <> ''),
    CHECK (first_day <= last_day),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;

CREATE INDEX announcement_by_last_day ON announcement (last_day);

CREATE TABLE announcement_read (
    agent TEXT NOT NULL REFERENCES agent (number),
    announcement INTEGER NOT NULL REFERENCES announcement (id),
    read_at INTEGER NOT NULL,
    PRIMARY KEY (agent, announcement)
) STRICT;
