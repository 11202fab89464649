using System.Collections.Concurrent;

namespace Orchestrator.Tests.Support;

/// <summary>
/// Clears up after the last test of a program what its tests share. A program that uses databases declares it as a fixture of its assembly.
/// </summary>
public sealed class TestRun : IDisposable
{
    private static readonly ConcurrentStack<Action> Ends = new();

    /// <summary>Does something after the last test, and before what was asked for earlier.</summary>
    internal static void AtEnd(Action end) => Ends.Push(end);

    public void Dispose()
    {
        while (Ends.TryPop(out var end))
        {
            end();
        }
    }
}
