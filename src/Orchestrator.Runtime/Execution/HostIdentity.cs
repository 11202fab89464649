namespace Orchestrator.Execution;

/// <summary>Who owns the leases that this host takes. A restarted host is another one.</summary>
internal sealed class HostIdentity
{
    /// <summary>The machine's name, the operating system's process id and a random part.</summary>
    internal string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>The machine and the process of a host, without what tells it from a process that had the same id before.</summary>
    internal static string ShortNameOf(string name) => name.LastIndexOf('/') is > 0 and var end ? name[..end] : name;
}
