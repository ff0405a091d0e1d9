# Starts a Docker engine as the first process of new namespaces, with a Debian system as its root:
#   unshare --mount --propagation private --pid --fork [--net] bash enter-root.sh ROOT PROJECT DATA
# Prints the id of its first process outside the namespaces. Ends, with all its processes, when standard input closes.
set -eu
root=$1 project=$2 data=$3
read -r pid _ < /proc/self/stat # still the /proc of the machine
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
mkdir -p "$root/$project" "$root/oldroot" "$data"
mount --bind "$project" "$root/$project"
cp /etc/resolv.conf "$root/etc/resolv.conf"
# Not chroot, because runc refuses to run inside one.
cd "$root"
pivot_root . oldroot
umount -l /oldroot
cd /
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
flags='--bridge=none --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false'
if [ "$(ls /sys/class/net 2> /dev/null | wc -l)" -gt 0 ] && [ "${4:-}" = own-network ]; then
  ip link set lo up
  flags=''
fi
exec 3<&0
dockerd --data-root "$data" --exec-root /run/docker-engine --exec-opt native.cgroupdriver=cgroupfs $flags < /dev/null >&2 &
daemon=$!
echo "$pid"
cat <&3 > /dev/null &
wait -n || true
kill -TERM "$daemon" 2> /dev/null || true
wait "$daemon" || true
