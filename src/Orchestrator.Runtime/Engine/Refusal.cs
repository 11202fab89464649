using Orchestrator.Forms;

namespace Orchestrator.Engine;

/// <summary>Why a process could not be started, for whoever starts many and notes what became of each.</summary>
internal static class Refusal
{
    /// <summary>
    /// True when this one start is refused. An engine that is paused or a database that can not be used refuses nothing: whoever starts waits, or fails and is tried again.
    /// </summary>
    internal static bool Is(OrchestratorException exception) => exception is not (EngineLockedException or StorageException);

    /// <summary>The reason, for a person.</summary>
    internal static string Describe(OrchestratorException exception) => exception is FormInvalidException { Errors: [var error, ..] } ? error.Message : exception.Message;
}
