namespace Orchestrator.Forms;

/// <summary>
/// An author's form failed with an unexpected exception instead of showing a page or rejecting an answer.
/// </summary>
public sealed class FormFailedException : FormException
{
    internal FormFailedException(string form, Exception cause)
        : base("form_failed", Describe(form, cause), cause) { }

    // What an exception that is not ours says, its type included, may be what a client must not see.
    private static string Describe(string form, Exception cause) =>
        cause is OrchestratorException known
            ? $"The form of '{form}' failed: {known.Message}"
            : $"The form of '{form}' failed. Try again; if it stays, look into the host's log.";
}
