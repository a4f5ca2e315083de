-- What left this house: each message to a person over one channel, and every attempt to hand it over.
-- Written by the exchange module alone. Addresses stand here masked, and as a keyed hash for look-ups; never in full.

CREATE TABLE delivery (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	outbox_id BIGINT UNSIGNED NOT NULL,
	-- email, sms
	channel VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	dossier_id BIGINT UNSIGNED NULL,
	topic VARCHAR(48) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- HMAC-SHA-256 of the address under the installation's key
	target_hash BINARY(32) NOT NULL,
	target_masked VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- waiting; sending: an attempt is under way, or its process died in it; sent, failed (tried again), refused for good,
	-- unclear: the process died twice in it, so it may have been sent and is not sent again
	state VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	-- attempts of which nobody knows the end
	lost SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	last_error VARCHAR(255) NOT NULL DEFAULT '',
	tried_at DATETIME(6) NOT NULL,
	sent_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY delivery_once (outbox_id, channel),
	KEY delivery_dossier (dossier_id, id),
	KEY delivery_sent (sent_at),
	KEY delivery_target (target_hash, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- One row per attempt, never changed: when, how it ended, what the other side said, and a keyed hash of what was sent.
CREATE TABLE message_log (
	delivery_id BIGINT UNSIGNED NOT NULL,
	attempt SMALLINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	-- sent, failed, refused, unclear
	outcome VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	reply VARCHAR(255) NOT NULL DEFAULT '',
	message_hash BINARY(32) NOT NULL,
	PRIMARY KEY (delivery_id, attempt),
	KEY message_log_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
