#include <lber.h>
#include <ldap.h>
#include <stddef.h>
#include <string.h>
#include <sys/time.h>

// ldap_set_option takes a pointer to a value of any type, and LDAPMod is a union: one function for each type.

// Macros that Swift does not read.
static const int nomade_ldap_tls_1_2 = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;
static const int nomade_ldap_subtree = LDAP_SCOPE_SUBTREE;
static const int nomade_ldap_base = LDAP_SCOPE_BASE;
static const int nomade_ldap_entry = LDAP_RES_SEARCH_ENTRY;
static const int nomade_ldap_reference = LDAP_RES_SEARCH_REFERENCE;

static inline int nomade_ldap_number(LDAP *ldap, int option, int value) { return ldap_set_option(ldap, option, &value); }

static inline int nomade_ldap_text(LDAP *ldap, int option, const char *value) {
    return ldap_set_option(ldap, option, value);
}

static inline int nomade_ldap_off(LDAP *ldap, int option) { return ldap_set_option(ldap, option, LDAP_OPT_OFF); }

static inline int nomade_ldap_patience(LDAP *ldap, int option, long seconds) {
    struct timeval patience = {seconds, 0};
    return ldap_set_option(ldap, option, &patience);
}

static inline int nomade_ldap_on_connect(LDAP *ldap, struct ldap_conncb *callbacks) {
    return ldap_set_option(ldap, LDAP_OPT_CONNECT_CB, callbacks);
}

// The descriptor of a connection, whose messages are from here on no longer than `most` bytes.
static inline int nomade_ldap_descriptor(Sockbuf *buffer, size_t most) {
    ber_len_t limit = most;
    int descriptor = -1;
    ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &limit);
    ber_sockbuf_ctrl(buffer, LBER_SB_OPT_GET_FD, &descriptor);
    return descriptor;
}

static inline int nomade_ldap_last(LDAP *ldap) {
    int code = LDAP_OTHER;
    ldap_get_option(ldap, LDAP_OPT_RESULT_CODE, &code);
    return code;
}

// What the library says beside its last code, to be given back by ldap_memfree; NULL when it says nothing.
static inline char *nomade_ldap_words(LDAP *ldap) {
    char *words = NULL;
    ldap_get_option(ldap, LDAP_OPT_DIAGNOSTIC_MESSAGE, &words);
    return words;
}

// One change of an attribute with room for `count` values; NULL without memory. ldap_mods_free gives it back.
static inline LDAPMod *nomade_ldap_change(int operation, const char *attribute, size_t count) {
    LDAPMod *change = ldap_memcalloc(1, sizeof(LDAPMod));
    if (change == NULL) return NULL;
    change->mod_op = operation | LDAP_MOD_BVALUES;
    change->mod_type = ldap_strdup(attribute);
    change->mod_bvalues = ldap_memcalloc(count + 1, sizeof(struct berval *));
    return change;
}

static inline void nomade_ldap_value(LDAPMod *change, size_t place, const void *bytes, size_t length) {
    if (change == NULL || change->mod_bvalues == NULL) return;
    change->mod_bvalues[place] = ber_mem2bv((const char *)bytes, length, 1, NULL);
}

static inline LDAPMod **nomade_ldap_changes(size_t count) { return ldap_memcalloc(count + 1, sizeof(LDAPMod *)); }
