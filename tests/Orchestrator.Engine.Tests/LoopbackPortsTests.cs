using System.Net;
using System.Net.Sockets;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

public sealed class LoopbackPortsTests
{
    [Fact]
    public void Ports_are_below_those_that_an_operating_system_chooses_and_none_is_given_twice_in_a_row_or_while_someone_listens_on_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, LoopbackPorts.Next());
        listener.Start();
        var taken = ((IPEndPoint)listener.LocalEndpoint).Port;

        var ports = Enumerable.Range(0, 200).Select(static _ => LoopbackPorts.Next()).ToArray();

        Assert.All(ports, static port => Assert.InRange(port, 20_000, 32_000));
        Assert.DoesNotContain(taken, ports);
        Assert.Equal(50, ports.Take(50).Distinct().Count());
    }

    [Fact]
    public void A_process_keeps_the_first_port_of_its_block_so_that_no_other_takes_the_block()
    {
        var first = LoopbackPorts.Next() / 100 * 100;

        using var other = new TcpListener(IPAddress.Loopback, first);

        Assert.Throws<SocketException>(other.Start);
    }
}
