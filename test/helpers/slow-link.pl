# A TCP proxy that is as slow as a link of so many bytes a second, each way: slow-link.pl PORT BYTES. It prints the port that it listens on.
# In Perl, which every Debian has, because Node can't make a socket's buffers small, and the kernel's own take minutes of such a link.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use Socket qw(SOL_SOCKET SO_RCVBUF SO_SNDBUF);
use Time::HiRes qw(time);

my ($port, $rate) = @ARGV;
# The kernel doubles it, and takes no less.
my $buffer = 2304;
# What a link sends at once.
my $burst = $rate / 50;

sub small {
	my ($socket) = @_;
	setsockopt($socket, SOL_SOCKET, $_, $buffer) for SO_RCVBUF, SO_SNDBUF;
	return $socket;
}

my $server = small(IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 1) or die $@);
$| = 1;
print $server->sockport, "\n";
my $client = small($server->accept);
# Set before it connects: the window is agreed on then.
my $upstream = IO::Socket::INET->new(Proto => 'tcp');
small($upstream);
$upstream->connect(Socket::pack_sockaddr_in($port, Socket::inet_aton('127.0.0.1'))) or die $!;
$_->setsockopt(Socket::IPPROTO_TCP, Socket::TCP_NODELAY, 1) for $client, $upstream;

my %way = (
	fileno $client => {from => $client, to => $upstream},
	fileno $upstream => {from => $upstream, to => $client},
);
$_->{free} = time for values %way;

while (1) {
	my $now = time;
	my @free = grep {$_->{free} <= $now} values %way;
	my ($next) = sort {$a <=> $b} map {$_->{free} - $now} grep {$_->{free} > $now} values %way;
	for my $socket (IO::Select->new(map {$_->{from}} @free)->can_read($next)) {
		my $this = $way{fileno $socket};
		my $count = sysread $socket, my $data, $burst < 64 ? 64 : $burst;
		exit unless $count;
		for (my $done = 0; $done < $count;) {
			$done += syswrite($this->{to}, $data, $count - $done, $done) // exit;
		}
		$this->{free} = ($this->{free} > $now - 0.02 ? $this->{free} : $now) + $count / $rate;
	}
}
