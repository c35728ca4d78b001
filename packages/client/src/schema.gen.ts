// Generated from docs/reference/openapi.json.
export interface paths {
  "/api/v1/setup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether an administrator is still to be made */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              needed: boolean;
            };
          };
        };
      };
    };
    put?: never;
    /** Make the administrator */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            token: string;
            name: string;
            password: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              person: {
                id: number;
                name: string;
                /** @enum {string} */
                role: "administrator" | "operator";
              };
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is signed in */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              person: {
                id: number;
                name: string;
                /** @enum {string} */
                role: "administrator" | "operator";
              };
            };
          };
        };
      };
    };
    put?: never;
    /** Sign in */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            name: string;
            password: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              person: {
                id: number;
                name: string;
                /** @enum {string} */
                role: "administrator" | "operator";
              };
            };
          };
        };
      };
    };
    /** Sign out */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/workspaces": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All workspaces */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              workspaces: {
                id: number;
                name: string;
                /** @enum {string} */
                network: "tiktok" | "instagram";
                accounts: number;
              }[];
            };
          };
        };
      };
    };
    put?: never;
    /** Add a workspace */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            name: string;
            /** @enum {string} */
            network: "tiktok" | "instagram";
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              id: number;
              name: string;
              /** @enum {string} */
              network: "tiktok" | "instagram";
              accounts: number;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A page of accounts, by offset or by cursor, with the total */
    get: {
      parameters: {
        query: {
          search?: string;
          username?: string;
          enabled?: "true" | "false";
          login?:
            "signed_in" | "signed_out" | "challenged" | "suspended" | "unknown";
          deviceId?: number;
          assigned?: "true" | "false";
          tag?: string;
          deleted?: "true" | "false";
          workspaceId: number;
          sort?:
            | "id"
            | "username"
            | "email"
            | "device"
            | "login"
            | "status"
            | "updated"
            | "followers";
          order?: "asc" | "desc";
          limit?: number;
          offset?: number;
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              accounts: {
                id: number;
                workspaceId: number;
                /** @enum {string} */
                network: "tiktok" | "instagram";
                username: string;
                email: string | null;
                hasPassword: boolean;
                hasTotp: boolean;
                credential: ("certain" | "check") | null;
                enabled: boolean;
                device: {
                  id: number;
                  label: string;
                  state: string;
                } | null;
                package: string | null;
                tags: string[];
                notes: string | null;
                /** @enum {string} */
                loginStatus:
                  | "signed_in"
                  | "signed_out"
                  | "challenged"
                  | "suspended"
                  | "unknown";
                loginSeenAt: string | null;
                /** @enum {string} */
                health:
                  | "needs_person"
                  | "signed_out"
                  | "secret_missing"
                  | "phone_offline"
                  | "not_seen"
                  | "figures_stale"
                  | "disabled"
                  | "well";
                healthReason: string;
                figures: {
                  nickname: string | null;
                  country: string | null;
                  followers: number | null;
                  following: number | null;
                  hearts: number | null;
                  videos: number | null;
                  friends: number | null;
                  rounded: string[];
                  source:
                    | (
                        | "sheet"
                        | "public_page"
                        | "phone"
                        | "official"
                        | "person"
                      )
                    | null;
                  readAt: string | null;
                } | null;
                version: number;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                updatedAt: string;
                deletedAt: string | null;
              }[];
              total: number;
              offset: number;
              nextCursor: string | null;
            };
          };
        };
      };
    };
    put?: never;
    /** Add an account */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            workspaceId: number;
            username: string;
            email?: string | null;
            password?: string;
            totpSecret?: string;
            enabled?: boolean;
            deviceId?: number | null;
            package?: string | null;
            tags?: string[];
            notes?: string | null;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              id: number;
              workspaceId: number;
              /** @enum {string} */
              network: "tiktok" | "instagram";
              username: string;
              email: string | null;
              hasPassword: boolean;
              hasTotp: boolean;
              credential: ("certain" | "check") | null;
              enabled: boolean;
              device: {
                id: number;
                label: string;
                state: string;
              } | null;
              package: string | null;
              tags: string[];
              notes: string | null;
              /** @enum {string} */
              loginStatus:
                | "signed_in"
                | "signed_out"
                | "challenged"
                | "suspended"
                | "unknown";
              loginSeenAt: string | null;
              /** @enum {string} */
              health:
                | "needs_person"
                | "signed_out"
                | "secret_missing"
                | "phone_offline"
                | "not_seen"
                | "figures_stale"
                | "disabled"
                | "well";
              healthReason: string;
              figures: {
                nickname: string | null;
                country: string | null;
                followers: number | null;
                following: number | null;
                hearts: number | null;
                videos: number | null;
                friends: number | null;
                rounded: string[];
                source:
                  | ("sheet" | "public_page" | "phone" | "official" | "person")
                  | null;
                readAt: string | null;
              } | null;
              version: number;
              /** Format: date-time */
              createdAt: string;
              /** Format: date-time */
              updatedAt: string;
              deletedAt: string | null;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/bulk": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Act on many accounts; nothing of it runs on a phone */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            workspaceId: number;
            selection:
              | {
                  ids: number[];
                }
              | {
                  filter: {
                    search?: string;
                    username?: string;
                    enabled?: boolean;
                    /** @enum {string} */
                    login?:
                      | "signed_in"
                      | "signed_out"
                      | "challenged"
                      | "suspended"
                      | "unknown";
                    deviceId?: number;
                    assigned?: boolean;
                    tag?: string;
                  };
                  except?: number[];
                };
            act:
              | {
                  /** @enum {string} */
                  kind: "enable";
                }
              | {
                  /** @enum {string} */
                  kind: "disable";
                }
              | {
                  /** @enum {string} */
                  kind: "delete";
                }
              | {
                  /** @enum {string} */
                  kind: "restore";
                }
              | {
                  /** @enum {string} */
                  kind: "tag";
                  tag: string;
                }
              | {
                  /** @enum {string} */
                  kind: "untag";
                  tag: string;
                }
              | {
                  /** @enum {string} */
                  kind: "assign";
                  deviceId: number | null;
                };
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              changed: number;
              ids: number[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One account */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              id: number;
              workspaceId: number;
              /** @enum {string} */
              network: "tiktok" | "instagram";
              username: string;
              email: string | null;
              hasPassword: boolean;
              hasTotp: boolean;
              credential: ("certain" | "check") | null;
              enabled: boolean;
              device: {
                id: number;
                label: string;
                state: string;
              } | null;
              package: string | null;
              tags: string[];
              notes: string | null;
              /** @enum {string} */
              loginStatus:
                | "signed_in"
                | "signed_out"
                | "challenged"
                | "suspended"
                | "unknown";
              loginSeenAt: string | null;
              /** @enum {string} */
              health:
                | "needs_person"
                | "signed_out"
                | "secret_missing"
                | "phone_offline"
                | "not_seen"
                | "figures_stale"
                | "disabled"
                | "well";
              healthReason: string;
              figures: {
                nickname: string | null;
                country: string | null;
                followers: number | null;
                following: number | null;
                hearts: number | null;
                videos: number | null;
                friends: number | null;
                rounded: string[];
                source:
                  | ("sheet" | "public_page" | "phone" | "official" | "person")
                  | null;
                readAt: string | null;
              } | null;
              version: number;
              /** Format: date-time */
              createdAt: string;
              /** Format: date-time */
              updatedAt: string;
              deletedAt: string | null;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete an account */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    /** Edit an account at the version that If-Match names */
    patch: {
      parameters: {
        query?: never;
        header?: {
          "if-match"?: string;
        };
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            username?: string;
            email?: string | null;
            password?: string;
            totpSecret?: string;
            enabled?: boolean;
            deviceId?: number | null;
            package?: string | null;
            tags?: string[];
            notes?: string | null;
            /** @enum {boolean} */
            clearPassword?: true;
            /** @enum {boolean} */
            clearTotp?: true;
            loggedIn?: boolean;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              id: number;
              workspaceId: number;
              /** @enum {string} */
              network: "tiktok" | "instagram";
              username: string;
              email: string | null;
              hasPassword: boolean;
              hasTotp: boolean;
              credential: ("certain" | "check") | null;
              enabled: boolean;
              device: {
                id: number;
                label: string;
                state: string;
              } | null;
              package: string | null;
              tags: string[];
              notes: string | null;
              /** @enum {string} */
              loginStatus:
                | "signed_in"
                | "signed_out"
                | "challenged"
                | "suspended"
                | "unknown";
              loginSeenAt: string | null;
              /** @enum {string} */
              health:
                | "needs_person"
                | "signed_out"
                | "secret_missing"
                | "phone_offline"
                | "not_seen"
                | "figures_stale"
                | "disabled"
                | "well";
              healthReason: string;
              figures: {
                nickname: string | null;
                country: string | null;
                followers: number | null;
                following: number | null;
                hearts: number | null;
                videos: number | null;
                friends: number | null;
                rounded: string[];
                source:
                  | ("sheet" | "public_page" | "phone" | "official" | "person")
                  | null;
                readAt: string | null;
              } | null;
              version: number;
              /** Format: date-time */
              createdAt: string;
              /** Format: date-time */
              updatedAt: string;
              deletedAt: string | null;
            };
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/accounts/{id}/restore": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Undo a deletion */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              id: number;
              workspaceId: number;
              /** @enum {string} */
              network: "tiktok" | "instagram";
              username: string;
              email: string | null;
              hasPassword: boolean;
              hasTotp: boolean;
              credential: ("certain" | "check") | null;
              enabled: boolean;
              device: {
                id: number;
                label: string;
                state: string;
              } | null;
              package: string | null;
              tags: string[];
              notes: string | null;
              /** @enum {string} */
              loginStatus:
                | "signed_in"
                | "signed_out"
                | "challenged"
                | "suspended"
                | "unknown";
              loginSeenAt: string | null;
              /** @enum {string} */
              health:
                | "needs_person"
                | "signed_out"
                | "secret_missing"
                | "phone_offline"
                | "not_seen"
                | "figures_stale"
                | "disabled"
                | "well";
              healthReason: string;
              figures: {
                nickname: string | null;
                country: string | null;
                followers: number | null;
                following: number | null;
                hearts: number | null;
                videos: number | null;
                friends: number | null;
                rounded: string[];
                source:
                  | ("sheet" | "public_page" | "phone" | "official" | "person")
                  | null;
                readAt: string | null;
              } | null;
              version: number;
              /** Format: date-time */
              createdAt: string;
              /** Format: date-time */
              updatedAt: string;
              deletedAt: string | null;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{id}/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What happened to it */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              observations: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                status:
                  | "signed_in"
                  | "signed_out"
                  | "challenged"
                  | "suspended"
                  | "unknown";
                /** @enum {string} */
                source:
                  "login" | "match" | "sync" | "switch" | "person" | "sheet";
                by: string | null;
                device: string | null;
                task: number | null;
                evidence: string | null;
              }[];
              entries: {
                /** Format: date-time */
                at: string;
                kind: string;
                by: string | null;
                text: string;
              }[];
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{id}/reveal": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Show the secrets to a person who types their own password again */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            personPassword: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              password: string | null;
              totpSecret: string | null;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{id}/code": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The current 2FA code */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              code: string;
              secondsLeft: number;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credential": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** How a password field would be read; nothing is stored or given back */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** @enum {string} */
            network: "tiktok" | "instagram";
            password: string;
            totpSecret?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              passwordLength: number;
              hasSecret: boolean;
              confidence: ("certain" | "check") | null;
              hint:
                | (
                    | "too_short"
                    | "bad_length"
                    | "not_base32"
                    | "wrong_separator"
                    | "not_in_this_network"
                  )
                | null;
              warning: "password_ends_in_space" | null;
              error: ("password_missing" | "bad_totp_secret") | null;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/imports": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Plan an import: multipart with `file`, and optionally `options` (JSON) and `password` */
    post: {
      parameters: {
        query: {
          workspaceId: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              /** Format: uuid */
              id: string;
              workspaceId: number;
              file: {
                name: string;
                sha256: string;
                bytes: number;
              };
              options: {
                /** @default false */
                skipRejected: boolean;
                /** @default false */
                updateKnown: boolean;
                /**
                 * @default reject
                 * @enum {string}
                 */
                unknownIds: "reject" | "create";
                /** @default false */
                blankClears: boolean;
              };
              columns: string[];
              counts: {
                new: number;
                changed: number;
                unchanged: number;
                rejected: number;
              };
              rows: {
                row: number;
                /** @enum {string} */
                kind: "new" | "changed" | "unchanged" | "rejected";
                accountId: number | null;
                username: string | null;
                changes: {
                  column: string;
                  from: string | null;
                  to: string | null;
                }[];
                problems: {
                  column: string;
                  /** @enum {string} */
                  code:
                    | "number_too_long"
                    | "not_text"
                    | "error_value"
                    | "no_cached_result"
                    | "bad_integer"
                    | "bad_flag"
                    | "duplicate_id"
                    | "username_missing"
                    | "username_taken"
                    | "username_twice"
                    | "unknown_id"
                    | "bad_username"
                    | "bad_email"
                    | "password_missing"
                    | "bad_totp_secret"
                    | "control_character"
                    | "unknown_label"
                    | "device_disagrees"
                    | "bad_device"
                    | "bad_package"
                    | "bad_tag"
                    | "too_long";
                  message: string;
                  remedy: string;
                }[];
                /** @enum {string} */
                totp: "found" | "check" | "hint" | "none";
              }[];
              notices: {
                code: string;
                message: string;
                row?: number;
                column?: string;
              }[];
              /** @enum {string} */
              state: "planned" | "applied" | "undone";
              appliedAt: string | null;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/imports/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A plan and its state */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              /** Format: uuid */
              id: string;
              workspaceId: number;
              file: {
                name: string;
                sha256: string;
                bytes: number;
              };
              options: {
                /** @default false */
                skipRejected: boolean;
                /** @default false */
                updateKnown: boolean;
                /**
                 * @default reject
                 * @enum {string}
                 */
                unknownIds: "reject" | "create";
                /** @default false */
                blankClears: boolean;
              };
              columns: string[];
              counts: {
                new: number;
                changed: number;
                unchanged: number;
                rejected: number;
              };
              rows: {
                row: number;
                /** @enum {string} */
                kind: "new" | "changed" | "unchanged" | "rejected";
                accountId: number | null;
                username: string | null;
                changes: {
                  column: string;
                  from: string | null;
                  to: string | null;
                }[];
                problems: {
                  column: string;
                  /** @enum {string} */
                  code:
                    | "number_too_long"
                    | "not_text"
                    | "error_value"
                    | "no_cached_result"
                    | "bad_integer"
                    | "bad_flag"
                    | "duplicate_id"
                    | "username_missing"
                    | "username_taken"
                    | "username_twice"
                    | "unknown_id"
                    | "bad_username"
                    | "bad_email"
                    | "password_missing"
                    | "bad_totp_secret"
                    | "control_character"
                    | "unknown_label"
                    | "device_disagrees"
                    | "bad_device"
                    | "bad_package"
                    | "bad_tag"
                    | "too_long";
                  message: string;
                  remedy: string;
                }[];
                /** @enum {string} */
                totp: "found" | "check" | "hint" | "none";
              }[];
              notices: {
                code: string;
                message: string;
                row?: number;
                column?: string;
              }[];
              /** @enum {string} */
              state: "planned" | "applied" | "undone";
              appliedAt: string | null;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/imports/{id}/rows": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Rows of a plan, all or of one kind */
    get: {
      parameters: {
        query?: {
          offset?: number;
          limit?: number;
          kind?: "new" | "changed" | "unchanged" | "rejected";
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              rows: {
                row: number;
                /** @enum {string} */
                kind: "new" | "changed" | "unchanged" | "rejected";
                accountId: number | null;
                username: string | null;
                changes: {
                  column: string;
                  from: string | null;
                  to: string | null;
                }[];
                problems: {
                  column: string;
                  /** @enum {string} */
                  code:
                    | "number_too_long"
                    | "not_text"
                    | "error_value"
                    | "no_cached_result"
                    | "bad_integer"
                    | "bad_flag"
                    | "duplicate_id"
                    | "username_missing"
                    | "username_taken"
                    | "username_twice"
                    | "unknown_id"
                    | "bad_username"
                    | "bad_email"
                    | "password_missing"
                    | "bad_totp_secret"
                    | "control_character"
                    | "unknown_label"
                    | "device_disagrees"
                    | "bad_device"
                    | "bad_package"
                    | "bad_tag"
                    | "too_long";
                  message: string;
                  remedy: string;
                }[];
                /** @enum {string} */
                totp: "found" | "check" | "hint" | "none";
              }[];
              total: number;
              offset: number;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/imports/{id}/replan": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Plan the same file anew with other options */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** @default false */
            skipRejected?: boolean;
            /** @default false */
            updateKnown?: boolean;
            /**
             * @default reject
             * @enum {string}
             */
            unknownIds?: "reject" | "create";
            /** @default false */
            blankClears?: boolean;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              /** Format: uuid */
              id: string;
              workspaceId: number;
              file: {
                name: string;
                sha256: string;
                bytes: number;
              };
              options: {
                /** @default false */
                skipRejected: boolean;
                /** @default false */
                updateKnown: boolean;
                /**
                 * @default reject
                 * @enum {string}
                 */
                unknownIds: "reject" | "create";
                /** @default false */
                blankClears: boolean;
              };
              columns: string[];
              counts: {
                new: number;
                changed: number;
                unchanged: number;
                rejected: number;
              };
              rows: {
                row: number;
                /** @enum {string} */
                kind: "new" | "changed" | "unchanged" | "rejected";
                accountId: number | null;
                username: string | null;
                changes: {
                  column: string;
                  from: string | null;
                  to: string | null;
                }[];
                problems: {
                  column: string;
                  /** @enum {string} */
                  code:
                    | "number_too_long"
                    | "not_text"
                    | "error_value"
                    | "no_cached_result"
                    | "bad_integer"
                    | "bad_flag"
                    | "duplicate_id"
                    | "username_missing"
                    | "username_taken"
                    | "username_twice"
                    | "unknown_id"
                    | "bad_username"
                    | "bad_email"
                    | "password_missing"
                    | "bad_totp_secret"
                    | "control_character"
                    | "unknown_label"
                    | "device_disagrees"
                    | "bad_device"
                    | "bad_package"
                    | "bad_tag"
                    | "too_long";
                  message: string;
                  remedy: string;
                }[];
                /** @enum {string} */
                totp: "found" | "check" | "hint" | "none";
              }[];
              notices: {
                code: string;
                message: string;
                row?: number;
                column?: string;
              }[];
              /** @enum {string} */
              state: "planned" | "applied" | "undone";
              appliedAt: string | null;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/imports/{id}/apply": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Apply a plan, all of it or nothing */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              /** Format: uuid */
              id: string;
              workspaceId: number;
              file: {
                name: string;
                sha256: string;
                bytes: number;
              };
              options: {
                /** @default false */
                skipRejected: boolean;
                /** @default false */
                updateKnown: boolean;
                /**
                 * @default reject
                 * @enum {string}
                 */
                unknownIds: "reject" | "create";
                /** @default false */
                blankClears: boolean;
              };
              columns: string[];
              counts: {
                new: number;
                changed: number;
                unchanged: number;
                rejected: number;
              };
              rows: {
                row: number;
                /** @enum {string} */
                kind: "new" | "changed" | "unchanged" | "rejected";
                accountId: number | null;
                username: string | null;
                changes: {
                  column: string;
                  from: string | null;
                  to: string | null;
                }[];
                problems: {
                  column: string;
                  /** @enum {string} */
                  code:
                    | "number_too_long"
                    | "not_text"
                    | "error_value"
                    | "no_cached_result"
                    | "bad_integer"
                    | "bad_flag"
                    | "duplicate_id"
                    | "username_missing"
                    | "username_taken"
                    | "username_twice"
                    | "unknown_id"
                    | "bad_username"
                    | "bad_email"
                    | "password_missing"
                    | "bad_totp_secret"
                    | "control_character"
                    | "unknown_label"
                    | "device_disagrees"
                    | "bad_device"
                    | "bad_package"
                    | "bad_tag"
                    | "too_long";
                  message: string;
                  remedy: string;
                }[];
                /** @enum {string} */
                totp: "found" | "check" | "hint" | "none";
              }[];
              notices: {
                code: string;
                message: string;
                row?: number;
                column?: string;
              }[];
              /** @enum {string} */
              state: "planned" | "applied" | "undone";
              appliedAt: string | null;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/imports/{id}/undo": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take an import back */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              undone: number;
              refused: {
                accountId: number;
                username: string;
                /** @enum {string} */
                reason: "touched" | "username_taken";
              }[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/exports": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** accounts.xlsx as a stream; with secrets it asks for the person’s password */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            workspaceId: number;
            selection?:
              | {
                  ids: number[];
                }
              | {
                  filter: {
                    search?: string;
                    username?: string;
                    enabled?: boolean;
                    /** @enum {string} */
                    login?:
                      | "signed_in"
                      | "signed_out"
                      | "challenged"
                      | "suspended"
                      | "unknown";
                    deviceId?: number;
                    assigned?: boolean;
                    tag?: string;
                  };
                  except?: number[];
                };
            /** @default true */
            secrets?: boolean;
            personPassword?: string;
            workbookPassword?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All phones, with who works on them */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              devices: {
                id: number;
                label: string;
                serial: string;
                model: string | null;
                androidVersion: string | null;
                group: string | null;
                /** @enum {string} */
                state:
                  | "online"
                  | "unresponsive"
                  | "offline"
                  | "unauthorized"
                  | "no_permission"
                  | "connecting"
                  | "conflict"
                  | "not_seen_yet";
                remedy: string | null;
                transports: {
                  /** @enum {string} */
                  kind: "adb_server" | "tcp";
                  address: string;
                  /** @enum {string} */
                  state:
                    | "online"
                    | "unresponsive"
                    | "offline"
                    | "unauthorized"
                    | "no_permission"
                    | "connecting"
                    | "conflict"
                    | "not_seen_yet";
                }[];
                host: string;
                lastSeenAt: string | null;
                held: {
                  package: string;
                  taskId: number;
                  reason: string;
                  /** Format: date-time */
                  since: string;
                }[];
                busyWith: {
                  taskId: number;
                  runId: number;
                  script: string;
                  account: string | null;
                } | null;
                accounts: {
                  id: number;
                  username: string;
                  /** @enum {string} */
                  network: "tiktok" | "instagram";
                  enabled: boolean;
                  loginStatus: string;
                }[];
                version: number;
              }[];
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One phone */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              id: number;
              label: string;
              serial: string;
              model: string | null;
              androidVersion: string | null;
              group: string | null;
              /** @enum {string} */
              state:
                | "online"
                | "unresponsive"
                | "offline"
                | "unauthorized"
                | "no_permission"
                | "connecting"
                | "conflict"
                | "not_seen_yet";
              remedy: string | null;
              transports: {
                /** @enum {string} */
                kind: "adb_server" | "tcp";
                address: string;
                /** @enum {string} */
                state:
                  | "online"
                  | "unresponsive"
                  | "offline"
                  | "unauthorized"
                  | "no_permission"
                  | "connecting"
                  | "conflict"
                  | "not_seen_yet";
              }[];
              host: string;
              lastSeenAt: string | null;
              held: {
                package: string;
                taskId: number;
                reason: string;
                /** Format: date-time */
                since: string;
              }[];
              busyWith: {
                taskId: number;
                runId: number;
                script: string;
                account: string | null;
              } | null;
              accounts: {
                id: number;
                username: string;
                /** @enum {string} */
                network: "tiktok" | "instagram";
                enabled: boolean;
                loginStatus: string;
              }[];
              version: number;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Give a phone another label or group */
    patch: {
      parameters: {
        query?: never;
        header?: {
          "if-match"?: string;
        };
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            label?: string;
            group?: string | null;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              id: number;
              label: string;
              serial: string;
              model: string | null;
              androidVersion: string | null;
              group: string | null;
              /** @enum {string} */
              state:
                | "online"
                | "unresponsive"
                | "offline"
                | "unauthorized"
                | "no_permission"
                | "connecting"
                | "conflict"
                | "not_seen_yet";
              remedy: string | null;
              transports: {
                /** @enum {string} */
                kind: "adb_server" | "tcp";
                address: string;
                /** @enum {string} */
                state:
                  | "online"
                  | "unresponsive"
                  | "offline"
                  | "unauthorized"
                  | "no_permission"
                  | "connecting"
                  | "conflict"
                  | "not_seen_yet";
              }[];
              host: string;
              lastSeenAt: string | null;
              held: {
                package: string;
                taskId: number;
                reason: string;
                /** Format: date-time */
                since: string;
              }[];
              busyWith: {
                taskId: number;
                runId: number;
                script: string;
                account: string | null;
              } | null;
              accounts: {
                id: number;
                username: string;
                /** @enum {string} */
                network: "tiktok" | "instagram";
                enabled: boolean;
                loginStatus: string;
              }[];
              version: number;
            };
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/devices/connect": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Connect phones by address, and remember them */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            addresses: string[];
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              results: {
                address: string;
                connected: boolean;
                device?: {
                  id: number;
                  label: string;
                  serial: string;
                };
                error?: {
                  code: string;
                  message: string;
                };
              }[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{id}/disconnect": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Hang up, and do not connect again at start */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              id: number;
              label: string;
              serial: string;
              model: string | null;
              androidVersion: string | null;
              group: string | null;
              /** @enum {string} */
              state:
                | "online"
                | "unresponsive"
                | "offline"
                | "unauthorized"
                | "no_permission"
                | "connecting"
                | "conflict"
                | "not_seen_yet";
              remedy: string | null;
              transports: {
                /** @enum {string} */
                kind: "adb_server" | "tcp";
                address: string;
                /** @enum {string} */
                state:
                  | "online"
                  | "unresponsive"
                  | "offline"
                  | "unauthorized"
                  | "no_permission"
                  | "connecting"
                  | "conflict"
                  | "not_seen_yet";
              }[];
              host: string;
              lastSeenAt: string | null;
              held: {
                package: string;
                taskId: number;
                reason: string;
                /** Format: date-time */
                since: string;
              }[];
              busyWith: {
                taskId: number;
                runId: number;
                script: string;
                account: string | null;
              } | null;
              accounts: {
                id: number;
                username: string;
                /** @enum {string} */
                network: "tiktok" | "instagram";
                enabled: boolean;
                loginStatus: string;
              }[];
              version: number;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/devices/{id}/screenshot": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The screen as a PNG */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Runs, the newest first */
    get: {
      parameters: {
        query?: {
          workspaceId?: number;
          limit?: number;
          cursor?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              runs: {
                id: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                workspaceId: number;
                workspace: string;
                /** @enum {string} */
                state: "running" | "held" | "ended";
                by: string;
                /** Format: date-time */
                startedAt: string;
                endedAt: string | null;
                counts: {
                  total: number;
                  queued: number;
                  running: number;
                  held: number;
                  done: number;
                  skipped: number;
                  failed: number;
                  needsPerson: number;
                  unknown: number;
                  stopped: number;
                };
              }[];
              nextCursor: string | null;
            };
          };
        };
      };
    };
    put?: never;
    /** Run a script on accounts */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            /** @enum {string} */
            script: "login" | "match" | "sync" | "switch";
            workspaceId: number;
            selection:
              | (
                  | {
                      ids: number[];
                    }
                  | {
                      filter: {
                        search?: string;
                        username?: string;
                        enabled?: boolean;
                        /** @enum {string} */
                        login?:
                          | "signed_in"
                          | "signed_out"
                          | "challenged"
                          | "suspended"
                          | "unknown";
                        deviceId?: number;
                        assigned?: boolean;
                        tag?: string;
                      };
                      except?: number[];
                    }
                )
              | {
                  /** @enum {boolean} */
                  all: true;
                }
              | {
                  usernames: string[];
                }
              | {
                  tag: string;
                }
              | {
                  deviceLabel: string;
                }
              | {
                  group: string;
                };
            ignorePace?: boolean;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              run: {
                id: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                workspaceId: number;
                workspace: string;
                /** @enum {string} */
                state: "running" | "held" | "ended";
                by: string;
                /** Format: date-time */
                startedAt: string;
                endedAt: string | null;
                counts: {
                  total: number;
                  queued: number;
                  running: number;
                  held: number;
                  done: number;
                  skipped: number;
                  failed: number;
                  needsPerson: number;
                  unknown: number;
                  stopped: number;
                };
              };
              tasks: {
                id: number;
                runId: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                accountId: number | null;
                account: string | null;
                deviceId: number | null;
                device: string | null;
                /** @enum {string} */
                state: "queued" | "running" | "held" | "ended";
                waiting:
                  | (
                      | "queued_behind"
                      | "device_offline"
                      | "held"
                      | "host_down"
                      | "paused"
                      | "limit"
                    )
                  | null;
                outcome:
                  | (
                      | "done"
                      | "already_signed_in"
                      | "no_change"
                      | "skipped"
                      | "failed"
                      | "needs_person"
                      | "unknown"
                      | "stopped"
                    )
                  | null;
                reason:
                  | (
                      | "disabled"
                      | "no_device"
                      | "no_password"
                      | "no_2fa_secret"
                      | "deleted"
                      | "wrong_credentials"
                      | "code_rejected"
                      | "rate_limited"
                      | "account_limit"
                      | "device_unauthorized"
                      | "device_conflict"
                      | "app_missing"
                      | "app_unsupported"
                      | "ui_unavailable"
                      | "unknown_screen"
                      | "timed_out"
                      | "clock_skew"
                      | "profile_not_found"
                      | "profile_private"
                      | "no_reading"
                      | "internal"
                      | "challenge"
                      | "code_elsewhere"
                      | "suspended"
                      | "locked_screen"
                    )
                  | null;
                message: string;
                attempts: number;
                steps: number;
                lastStep: {
                  /** Format: date-time */
                  at: string;
                  number: number;
                  screen: string | null;
                  act: string;
                  text: string;
                } | null;
                /** Format: date-time */
                queuedAt: string;
                startedAt: string | null;
                endedAt: string | null;
              }[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A run with its tasks */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              run: {
                id: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                workspaceId: number;
                workspace: string;
                /** @enum {string} */
                state: "running" | "held" | "ended";
                by: string;
                /** Format: date-time */
                startedAt: string;
                endedAt: string | null;
                counts: {
                  total: number;
                  queued: number;
                  running: number;
                  held: number;
                  done: number;
                  skipped: number;
                  failed: number;
                  needsPerson: number;
                  unknown: number;
                  stopped: number;
                };
              };
              tasks: {
                id: number;
                runId: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                accountId: number | null;
                account: string | null;
                deviceId: number | null;
                device: string | null;
                /** @enum {string} */
                state: "queued" | "running" | "held" | "ended";
                waiting:
                  | (
                      | "queued_behind"
                      | "device_offline"
                      | "held"
                      | "host_down"
                      | "paused"
                      | "limit"
                    )
                  | null;
                outcome:
                  | (
                      | "done"
                      | "already_signed_in"
                      | "no_change"
                      | "skipped"
                      | "failed"
                      | "needs_person"
                      | "unknown"
                      | "stopped"
                    )
                  | null;
                reason:
                  | (
                      | "disabled"
                      | "no_device"
                      | "no_password"
                      | "no_2fa_secret"
                      | "deleted"
                      | "wrong_credentials"
                      | "code_rejected"
                      | "rate_limited"
                      | "account_limit"
                      | "device_unauthorized"
                      | "device_conflict"
                      | "app_missing"
                      | "app_unsupported"
                      | "ui_unavailable"
                      | "unknown_screen"
                      | "timed_out"
                      | "clock_skew"
                      | "profile_not_found"
                      | "profile_private"
                      | "no_reading"
                      | "internal"
                      | "challenge"
                      | "code_elsewhere"
                      | "suspended"
                      | "locked_screen"
                    )
                  | null;
                message: string;
                attempts: number;
                steps: number;
                lastStep: {
                  /** Format: date-time */
                  at: string;
                  number: number;
                  screen: string | null;
                  act: string;
                  text: string;
                } | null;
                /** Format: date-time */
                queuedAt: string;
                startedAt: string | null;
                endedAt: string | null;
              }[];
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs/{id}/stop": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop a run at the next safe points */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              run: {
                id: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                workspaceId: number;
                workspace: string;
                /** @enum {string} */
                state: "running" | "held" | "ended";
                by: string;
                /** Format: date-time */
                startedAt: string;
                endedAt: string | null;
                counts: {
                  total: number;
                  queued: number;
                  running: number;
                  held: number;
                  done: number;
                  skipped: number;
                  failed: number;
                  needsPerson: number;
                  unknown: number;
                  stopped: number;
                };
              };
              tasks: {
                id: number;
                runId: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                accountId: number | null;
                account: string | null;
                deviceId: number | null;
                device: string | null;
                /** @enum {string} */
                state: "queued" | "running" | "held" | "ended";
                waiting:
                  | (
                      | "queued_behind"
                      | "device_offline"
                      | "held"
                      | "host_down"
                      | "paused"
                      | "limit"
                    )
                  | null;
                outcome:
                  | (
                      | "done"
                      | "already_signed_in"
                      | "no_change"
                      | "skipped"
                      | "failed"
                      | "needs_person"
                      | "unknown"
                      | "stopped"
                    )
                  | null;
                reason:
                  | (
                      | "disabled"
                      | "no_device"
                      | "no_password"
                      | "no_2fa_secret"
                      | "deleted"
                      | "wrong_credentials"
                      | "code_rejected"
                      | "rate_limited"
                      | "account_limit"
                      | "device_unauthorized"
                      | "device_conflict"
                      | "app_missing"
                      | "app_unsupported"
                      | "ui_unavailable"
                      | "unknown_screen"
                      | "timed_out"
                      | "clock_skew"
                      | "profile_not_found"
                      | "profile_private"
                      | "no_reading"
                      | "internal"
                      | "challenge"
                      | "code_elsewhere"
                      | "suspended"
                      | "locked_screen"
                    )
                  | null;
                message: string;
                attempts: number;
                steps: number;
                lastStep: {
                  /** Format: date-time */
                  at: string;
                  number: number;
                  screen: string | null;
                  act: string;
                  text: string;
                } | null;
                /** Format: date-time */
                queuedAt: string;
                startedAt: string | null;
                endedAt: string | null;
              }[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs/{id}/retry": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Run again what did not succeed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            ignorePace?: boolean;
          } | null;
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              run: {
                id: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                workspaceId: number;
                workspace: string;
                /** @enum {string} */
                state: "running" | "held" | "ended";
                by: string;
                /** Format: date-time */
                startedAt: string;
                endedAt: string | null;
                counts: {
                  total: number;
                  queued: number;
                  running: number;
                  held: number;
                  done: number;
                  skipped: number;
                  failed: number;
                  needsPerson: number;
                  unknown: number;
                  stopped: number;
                };
              };
              tasks: {
                id: number;
                runId: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                accountId: number | null;
                account: string | null;
                deviceId: number | null;
                device: string | null;
                /** @enum {string} */
                state: "queued" | "running" | "held" | "ended";
                waiting:
                  | (
                      | "queued_behind"
                      | "device_offline"
                      | "held"
                      | "host_down"
                      | "paused"
                      | "limit"
                    )
                  | null;
                outcome:
                  | (
                      | "done"
                      | "already_signed_in"
                      | "no_change"
                      | "skipped"
                      | "failed"
                      | "needs_person"
                      | "unknown"
                      | "stopped"
                    )
                  | null;
                reason:
                  | (
                      | "disabled"
                      | "no_device"
                      | "no_password"
                      | "no_2fa_secret"
                      | "deleted"
                      | "wrong_credentials"
                      | "code_rejected"
                      | "rate_limited"
                      | "account_limit"
                      | "device_unauthorized"
                      | "device_conflict"
                      | "app_missing"
                      | "app_unsupported"
                      | "ui_unavailable"
                      | "unknown_screen"
                      | "timed_out"
                      | "clock_skew"
                      | "profile_not_found"
                      | "profile_private"
                      | "no_reading"
                      | "internal"
                      | "challenge"
                      | "code_elsewhere"
                      | "suspended"
                      | "locked_screen"
                    )
                  | null;
                message: string;
                attempts: number;
                steps: number;
                lastStep: {
                  /** Format: date-time */
                  at: string;
                  number: number;
                  screen: string | null;
                  act: string;
                  text: string;
                } | null;
                /** Format: date-time */
                queuedAt: string;
                startedAt: string | null;
                endedAt: string | null;
              }[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tasks/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A task with its steps */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              task: {
                id: number;
                runId: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                accountId: number | null;
                account: string | null;
                deviceId: number | null;
                device: string | null;
                /** @enum {string} */
                state: "queued" | "running" | "held" | "ended";
                waiting:
                  | (
                      | "queued_behind"
                      | "device_offline"
                      | "held"
                      | "host_down"
                      | "paused"
                      | "limit"
                    )
                  | null;
                outcome:
                  | (
                      | "done"
                      | "already_signed_in"
                      | "no_change"
                      | "skipped"
                      | "failed"
                      | "needs_person"
                      | "unknown"
                      | "stopped"
                    )
                  | null;
                reason:
                  | (
                      | "disabled"
                      | "no_device"
                      | "no_password"
                      | "no_2fa_secret"
                      | "deleted"
                      | "wrong_credentials"
                      | "code_rejected"
                      | "rate_limited"
                      | "account_limit"
                      | "device_unauthorized"
                      | "device_conflict"
                      | "app_missing"
                      | "app_unsupported"
                      | "ui_unavailable"
                      | "unknown_screen"
                      | "timed_out"
                      | "clock_skew"
                      | "profile_not_found"
                      | "profile_private"
                      | "no_reading"
                      | "internal"
                      | "challenge"
                      | "code_elsewhere"
                      | "suspended"
                      | "locked_screen"
                    )
                  | null;
                message: string;
                attempts: number;
                steps: number;
                lastStep: {
                  /** Format: date-time */
                  at: string;
                  number: number;
                  screen: string | null;
                  act: string;
                  text: string;
                } | null;
                /** Format: date-time */
                queuedAt: string;
                startedAt: string | null;
                endedAt: string | null;
              };
              steps: {
                /** Format: date-time */
                at: string;
                number: number;
                screen: string | null;
                act: string;
                text: string;
              }[];
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tasks/{id}/look-again": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A person saw to the phone: lift the hold and look */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              task: {
                id: number;
                runId: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                accountId: number | null;
                account: string | null;
                deviceId: number | null;
                device: string | null;
                /** @enum {string} */
                state: "queued" | "running" | "held" | "ended";
                waiting:
                  | (
                      | "queued_behind"
                      | "device_offline"
                      | "held"
                      | "host_down"
                      | "paused"
                      | "limit"
                    )
                  | null;
                outcome:
                  | (
                      | "done"
                      | "already_signed_in"
                      | "no_change"
                      | "skipped"
                      | "failed"
                      | "needs_person"
                      | "unknown"
                      | "stopped"
                    )
                  | null;
                reason:
                  | (
                      | "disabled"
                      | "no_device"
                      | "no_password"
                      | "no_2fa_secret"
                      | "deleted"
                      | "wrong_credentials"
                      | "code_rejected"
                      | "rate_limited"
                      | "account_limit"
                      | "device_unauthorized"
                      | "device_conflict"
                      | "app_missing"
                      | "app_unsupported"
                      | "ui_unavailable"
                      | "unknown_screen"
                      | "timed_out"
                      | "clock_skew"
                      | "profile_not_found"
                      | "profile_private"
                      | "no_reading"
                      | "internal"
                      | "challenge"
                      | "code_elsewhere"
                      | "suspended"
                      | "locked_screen"
                    )
                  | null;
                message: string;
                attempts: number;
                steps: number;
                lastStep: {
                  /** Format: date-time */
                  at: string;
                  number: number;
                  screen: string | null;
                  act: string;
                  text: string;
                } | null;
                /** Format: date-time */
                queuedAt: string;
                startedAt: string | null;
                endedAt: string | null;
              };
              steps: {
                /** Format: date-time */
                at: string;
                number: number;
                screen: string | null;
                act: string;
                text: string;
              }[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tasks/{id}/release": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let the phone go without looking again */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              task: {
                id: number;
                runId: number;
                /** @enum {string} */
                script: "login" | "match" | "sync" | "switch";
                accountId: number | null;
                account: string | null;
                deviceId: number | null;
                device: string | null;
                /** @enum {string} */
                state: "queued" | "running" | "held" | "ended";
                waiting:
                  | (
                      | "queued_behind"
                      | "device_offline"
                      | "held"
                      | "host_down"
                      | "paused"
                      | "limit"
                    )
                  | null;
                outcome:
                  | (
                      | "done"
                      | "already_signed_in"
                      | "no_change"
                      | "skipped"
                      | "failed"
                      | "needs_person"
                      | "unknown"
                      | "stopped"
                    )
                  | null;
                reason:
                  | (
                      | "disabled"
                      | "no_device"
                      | "no_password"
                      | "no_2fa_secret"
                      | "deleted"
                      | "wrong_credentials"
                      | "code_rejected"
                      | "rate_limited"
                      | "account_limit"
                      | "device_unauthorized"
                      | "device_conflict"
                      | "app_missing"
                      | "app_unsupported"
                      | "ui_unavailable"
                      | "unknown_screen"
                      | "timed_out"
                      | "clock_skew"
                      | "profile_not_found"
                      | "profile_private"
                      | "no_reading"
                      | "internal"
                      | "challenge"
                      | "code_elsewhere"
                      | "suspended"
                      | "locked_screen"
                    )
                  | null;
                message: string;
                attempts: number;
                steps: number;
                lastStep: {
                  /** Format: date-time */
                  at: string;
                  number: number;
                  screen: string | null;
                  act: string;
                  text: string;
                } | null;
                /** Format: date-time */
                queuedAt: string;
                startedAt: string | null;
                endedAt: string | null;
              };
              steps: {
                /** Format: date-time */
                at: string;
                number: number;
                screen: string | null;
                act: string;
                text: string;
              }[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What changed, as server-sent events */
    get: {
      parameters: {
        query?: {
          after?: number;
        };
        header?: {
          "last-event-id"?: number;
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The record, newest first */
    get: {
      parameters: {
        query?: {
          cursor?: number;
          limit?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              entries: {
                id: number;
                /** Format: date-time */
                at: string;
                who: string;
                act: string;
                what: string;
              }[];
              nextCursor: string | null;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit/check": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the record is whole */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              whole: boolean;
              entries?: number;
              brokenAt?: number;
              /** @enum {string} */
              why?: "gap" | "changed";
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/system": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the console is */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              version: string;
              demo: boolean;
              /** @enum {string} */
              vault: "open" | "sealed";
              notices: {
                code: string;
                message: string;
                remedy: string;
              }[];
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: never;
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
