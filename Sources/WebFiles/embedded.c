/* The pages' files are part of the binary: hubctl needs no folder beside it. */
#include "web_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char app_css[] = {
#embed "files/app.css"
};
static const unsigned char app_js[] = {
#embed "files/app.js"
};
static const unsigned char case_js[] = {
#embed "files/case.js"
};
static const unsigned char consent_js[] = {
#embed "files/consent.js"
};
static const unsigned char event_js[] = {
#embed "files/event.js"
};
static const unsigned char forms_js[] = {
#embed "files/forms.js"
};
static const unsigned char icon_192_png[] = {
#embed "files/icon-192.png"
};
static const unsigned char icon_512_png[] = {
#embed "files/icon-512.png"
};
static const unsigned char icon_svg[] = {
#embed "files/icon.svg"
};
static const unsigned char kept_js[] = {
#embed "files/kept.js"
};
static const unsigned char keys_js[] = {
#embed "files/keys.js"
};
static const unsigned char known_js[] = {
#embed "files/known.js"
};
static const unsigned char log_js[] = {
#embed "files/log.js"
};
static const unsigned char net_js[] = {
#embed "files/net.js"
};
static const unsigned char offline_js[] = {
#embed "files/offline.js"
};
static const unsigned char outbox_js[] = {
#embed "files/outbox.js"
};
static const unsigned char panel_js[] = {
#embed "files/panel.js"
};
static const unsigned char refer_js[] = {
#embed "files/refer.js"
};
static const unsigned char secrets_js[] = {
#embed "files/secrets.js"
};
static const unsigned char sw_js[] = {
#embed "files/sw.js"
};
static const unsigned char sync_js[] = {
#embed "files/sync.js"
};
static const unsigned char tally_js[] = {
#embed "files/tally.js"
};
static const unsigned char texts_js[] = {
#embed "files/texts.js"
};
static const unsigned char theme_js[] = {
#embed "files/theme.js"
};
static const unsigned char uuid_js[] = {
#embed "files/uuid.js"
};
static const unsigned char vault_js[] = {
#embed "files/vault.js"
};

static const struct web_file files[] = {
    {"app.css", app_css, sizeof app_css},
    {"app.js", app_js, sizeof app_js},
    {"case.js", case_js, sizeof case_js},
    {"consent.js", consent_js, sizeof consent_js},
    {"event.js", event_js, sizeof event_js},
    {"forms.js", forms_js, sizeof forms_js},
    {"icon-192.png", icon_192_png, sizeof icon_192_png},
    {"icon-512.png", icon_512_png, sizeof icon_512_png},
    {"icon.svg", icon_svg, sizeof icon_svg},
    {"kept.js", kept_js, sizeof kept_js},
    {"keys.js", keys_js, sizeof keys_js},
    {"known.js", known_js, sizeof known_js},
    {"log.js", log_js, sizeof log_js},
    {"net.js", net_js, sizeof net_js},
    {"offline.js", offline_js, sizeof offline_js},
    {"outbox.js", outbox_js, sizeof outbox_js},
    {"panel.js", panel_js, sizeof panel_js},
    {"refer.js", refer_js, sizeof refer_js},
    {"secrets.js", secrets_js, sizeof secrets_js},
    {"sw.js", sw_js, sizeof sw_js},
    {"sync.js", sync_js, sizeof sync_js},
    {"tally.js", tally_js, sizeof tally_js},
    {"texts.js", texts_js, sizeof texts_js},
    {"theme.js", theme_js, sizeof theme_js},
    {"uuid.js", uuid_js, sizeof uuid_js},
    {"vault.js", vault_js, sizeof vault_js},
};

const struct web_file *web_files_all(void) { return files; }

size_t web_files_count(void) { return sizeof files / sizeof *files; }
