namespace Orchestrator.Storage.ExternalSystems;

/// <summary>What a host asks of an external system's limits.</summary>
/// <param name="Individual">How many calls of processes that were started individually it runs or has waiting.</param>
/// <param name="Wanted">How many calls it runs or has waiting, these included.</param>
/// <param name="Running">How many calls it runs.</param>
/// <param name="Starts">How many more calls it would begin now, if time were all that it lacks; 0 while it has time reserved.</param>
internal sealed record SystemDemand(int Individual, int Wanted, int Running, int Starts);

/// <summary>What a host gets of an external system's limits.</summary>
/// <param name="Slots">How many calls it may run at once.</param>
/// <param name="IsShared">Whether other hosts have calls of the system too.</param>
/// <param name="Starts">How many calls it may begin in the time that it has reserved.</param>
/// <param name="StartsIn">How far from now that time begins.</param>
internal sealed record SystemShare(int Slots, bool IsShared, int Starts, TimeSpan StartsIn);
