using Orchestrator.Storage.ExternalSystems;

namespace Orchestrator.ExternalSystems;

/// <summary>What a gate has, and what its calls lack.</summary>
/// <param name="Demand">What the host asks for.</param>
/// <param name="HasSlots">Whether it has slots, which it has to renew or give back.</param>
/// <param name="IsLacking">Whether a call waits for more than the host has.</param>
/// <param name="NextStart">How far from now the next call may begin that waits for its time only; null for none.</param>
internal sealed record GateState(SystemDemand Demand, bool HasSlots, bool IsLacking, TimeSpan? NextStart);
