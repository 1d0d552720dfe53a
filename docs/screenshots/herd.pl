#!/usr/bin/perl
# A herd of processes that look like a small web shop's, for pictures: each is this script, run by a copy of perl that bears
# another name. They hold memory, compute, write and talk over loopback, in waves, so that lines have something to show.
#
# perl herd.pl FOLDER: starts them; they end when this script does, and it ends with who started it.
use strict;
use warnings;
use File::Copy qw(copy);
use IO::Socket::INET;
use Time::HiRes qw(sleep time);

# name, user (if that is there, and this is root), processes, MiB held, share of a processor at most, KiB/s written, KiB/s sent, seconds of a wave
my @KINDS = (
    ['nginx',           'www-data', 4,  6, 0.06,   20, 900, 47],
    ['postgres',        'daemon',   7, 18, 0.07,  900, 300, 61],
    ['redis-server',    'daemon',   1, 40, 0.05,    0, 500, 33],
    ['node',            'nobody',   3, 55, 0.08,   40, 200, 53],
    ['rabbitmq',        'daemon',   1, 70, 0.03,  120,  80, 71],
    ['etcd',            'daemon',   1, 30, 0.02,  300,  40, 29],
    ['grafana',         'nobody',   1, 60, 0.01,   10,  30, 83],
    ['loki',            'daemon',   1, 45, 0.04,  500, 120, 41],
    ['envoy',           'proxy',    2, 25, 0.05,    0, 700, 37],
    ['minio',           'nobody',   1, 48, 0.03, 1500, 400, 67],
    ['vault',           'daemon',   1, 35, 0.01,    0,   5, 90],
    ['backup',          'backup',   1, 10, 0.10, 2500,   0, 45],
    ['imageproxy',      'www-data', 2, 22, 0.06,    0, 260, 59],
    ['search-indexer',  'nobody',   1, 80, 0.09,  200,  20, 75],
);

sub live {
    my ($folder, $parent, $number, $mib, $share, $written, $sent, $wave) = @_;
    my $held = 'x' x ($mib << 20);
    my $sink = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or die $!;
    my $to = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $sink->sockport) or die $!;
    my $from = $sink->accept;
    open my $file, '>', "$folder/data/$$" or die $!;
    my $turn = 0.25;
    while (getppid == $parent) {
        my $start = time;
        my $phase = sin(6.2832 * ($start + 7 * $number) / $wave);
        my $load = 0.25 + 0.75 * ($phase > 0 ? $phase : 0) * (0.7 + rand 0.6);
        my $busy = $share * $load * $turn;
        while (time - $start < $busy) { my $x = 0; $x += $_ for 1 .. 500 }
        if ($written) {
            syswrite $file, 'w' x ($written * 1024 * $load * $turn);
            sysseek $file, 0, 0 if sysseek($file, 0, 1) > 32 << 20;
        }
        for (my $left = int($sent * 1024 * $load * $turn); $left > 0;) {
            my $some = $left < 32768 ? $left : 32768;
            syswrite $to, 's' x $some;
            my $got = '';
            for (my $read = 0; $read < $some;) { $read += sysread $from, $got, 32768 }
            $left -= $some;
        }
        my $rest = $turn - (time - $start);
        sleep $rest if $rest > 0;
    }
}

my ($folder, @role) = @ARGV;
if (@role) {
    live($folder, @role);
    exit;
}
my $parent = $$;
my $starter = getppid;
chmod 0755, $folder;
mkdir "$folder/data";
chmod 01777, "$folder/data";
for my $kind (@KINDS) {
    my ($name, $user, $processes, @role) = @$kind;
    copy($^X, "$folder/$name") or die "$name: $!";
    chmod 0755, "$folder/$name";
    for my $number (1 .. $processes) {
        next if fork;
        my $uid = getpwnam $user;
        $< = $> = $uid if defined $uid && $> == 0;
        exec "$folder/$name", $0, $folder, $parent, $number, @role;
    }
}
sleep 1 while getppid == $starter;
