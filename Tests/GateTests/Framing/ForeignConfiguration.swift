/// How the foreign servers are set up: as leniently as each can be, so that what they would mistake shows.
enum ForeignConfiguration {
    static func nginx(_ folder: String, port: Int, sink: Int) -> String {
        """
        daemon off;
        master_process off;
        pid \(folder)/pid;
        error_log \(folder)/errors;
        events { worker_connections 512; }
        http {
            log_format seen '$request';
            access_log \(folder)/log seen;
            underscores_in_headers on;
            ignore_invalid_headers off;
            merge_slashes off;
            large_client_header_buffers 8 128k;
            client_max_body_size 0;
            keepalive_timeout 60s;
            client_body_temp_path \(folder)/body;
            proxy_temp_path \(folder)/proxy;
            fastcgi_temp_path \(folder)/fastcgi;
            uwsgi_temp_path \(folder)/uwsgi;
            scgi_temp_path \(folder)/scgi;
            server {
                listen 127.0.0.1:\(port);
                location / {
                    proxy_pass http://127.0.0.1:\(sink);
                    proxy_http_version 1.0;
                    proxy_set_header Host $http_host;
                    proxy_set_header Connection close;
                }
            }
        }

        """
    }

    static func apache(_ folder: String, port: Int, sink: Int) -> String {
        let modules = ["mpm_event", "authz_core", "proxy", "proxy_http", "env", "setenvif"]
            .map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so\n" }.joined()
        return modules + """
            User www-data
            Group www-data
            ServerName intranet.ville.test
            ServerRoot \(folder)
            PidFile \(folder)/pid
            DefaultRuntimeDir \(folder)
            Mutex file:\(folder)
            ErrorLog \(folder)/errors
            LogFormat "%r" seen
            CustomLog \(folder)/log seen
            Listen 127.0.0.1:\(port)
            HttpProtocolOptions Unsafe Allow0.9 LenientMethods
            AllowEncodedSlashes NoDecode
            MergeTrailers On
            LimitRequestLine 131072
            LimitRequestFieldSize 131072
            LimitRequestFields 0
            KeepAlive On
            KeepAliveTimeout 60
            MaxKeepAliveRequests 0
            ProxyRequests Off
            ProxyPreserveHost On
            ProxyAddHeaders Off
            SetEnv proxy-nokeepalive 1
            SetEnv force-proxy-request-1.0 1
            SetEnv proxy-sendcl 1
            ProxyPass / http://127.0.0.1:\(sink)/ nocanon

            """
    }

    /// Python's `http.server` over kept connections, with handlers as such programs have them: a body is read where
    /// `Content-Length` states one and the method is not a reading one; chunks are not known.
    static let python = #"""
        import http.server, json, socketserver, sys, threading

        lock = threading.Lock()
        log = open(sys.argv[2], "a", encoding="utf-8")

        def note(record):
            with lock:
                log.write(json.dumps(record) + "\n")
                log.flush()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def __getattr__(self, name):
                if name.startswith("do_"):
                    return self.answer
                raise AttributeError(name)

            def answer(self):
                length = 0
                if self.command not in ("GET", "HEAD", "OPTIONS", "PROPFIND"):
                    stated = self.headers.get("Content-Length", "0")
                    length = len(self.rfile.read(int(stated))) if stated.isdigit() else -1
                note({"method": self.command, "target": self.path, "fields": self.headers.items(), "body": length})
                text = (self.command + " " + self.path).encode("latin-1", "replace")
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(text)

            def send_error(self, code, message=None, explain=None):
                note({"method": "", "target": getattr(self, "requestline", ""), "fields": [], "body": 0, "code": code})
                super().send_error(code, message, explain)

            def log_message(self, *words):
                pass

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, request, address):
                pass

        Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()

        """#
}
