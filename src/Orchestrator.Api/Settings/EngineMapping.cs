using Orchestrator.Operations;

namespace Orchestrator.Api.Settings;

/// <summary>Turns the state of the engine into the shapes of the wire.</summary>
internal static class EngineMapping
{
    internal static EngineStatusDto ToDto(this EngineStatus status) =>
        new(
            status.IsPaused,
            status switch
            {
                { IsPaused: false } => "RUNNING",
                { RunningProcesses: > 0 } => "PAUSING",
                _ => "PAUSED",
            },
            status.RunningProcesses
        );
}
