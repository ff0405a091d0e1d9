# Checks whether this container is ready: `bash ready.sh PATH [PORT]`, PORT defaults to the environment's. Exit code 0 for an
# answer with status 200 within two seconds. Uses only Bash: the images have neither curl nor wget, and Node takes 110 ms of CPU.
exec 3<> "/dev/tcp/127.0.0.1/${2:-$PORT}" || exit 1
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$1" >&3
read -r -t 2 -u 3 _ status _
[ "$status" = 200 ]
