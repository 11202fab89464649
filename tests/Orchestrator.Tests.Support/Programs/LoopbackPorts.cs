using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Tests.Support;

/// <summary>
/// Ports for programs that are told where to listen. Between the choice of a port and the moment at which a program listens on it, seconds
/// pass; a port that the operating system had chosen could meanwhile be that of any other host, which would then answer instead. So these
/// are below all that operating systems choose, and no two processes choose the same: each has a block of its own.
/// </summary>
public static class LoopbackPorts
{
    private const int First = 20_000;
    private const int BlockSize = 100;
    private const int Blocks = 120;

    private static readonly Lock Choosing = new();

    /// <summary>Listens on the first port of the block for as long as the process lives, which says that the block is taken.</summary>
    private static readonly TcpListener Block = TakeBlock();
    private static int _last;

    /// <summary>A port that no one listens on, and that is given to no one else before all others of this process were.</summary>
    public static int Next()
    {
        lock (Choosing)
        {
            for (var count = 1; count < BlockSize; count++)
            {
                _last = (_last % (BlockSize - 1)) + 1;
                var port = ((IPEndPoint)Block.LocalEndpoint).Port + _last;
                using var listener = TryListen(port);
                if (listener is not null)
                {
                    return port;
                }
            }
        }

        throw new InvalidOperationException($"All {BlockSize - 1} ports of this process are in use. Let it end what it has started.");
    }

    private static TcpListener TakeBlock() =>
        Enumerable.Range(0, Blocks).Select(static block => TryListen(First + (block * BlockSize))).OfType<TcpListener>().FirstOrDefault()
        ?? throw new InvalidOperationException(
            $"{Blocks} processes have ports of {First} to {First + (Blocks * BlockSize) - 1}. End those that are left of older runs."
        );

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
