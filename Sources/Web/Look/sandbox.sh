# Makes a root that holds nothing but the programs and the fonts, read only, then runs "$@" in an empty folder there (S-39).
set -eu
mount -t tmpfs -o size=64m,mode=755 tmpfs "$0"
cd "$0"
mkdir usr etc etc/fonts var var/cache var/cache/fontconfig dev work
mount --rbind -o ro /usr usr
for folder in etc/fonts var/cache/fontconfig; do
    [ ! -d "/$folder" ] || mount --bind -o ro "/$folder" "$folder"
done
for folder in bin lib lib64; do
    [ ! -e "/$folder" ] || ln -s "usr/$folder" "$folder"
done
exec chroot "$0" /usr/bin/env -C /work "$@"
