namespace Orchestrator.Forms;

/// <summary>
/// A form or one of its pages is written incorrectly. Its author is told what to change, and so is anyone who opens the form: nothing of it
/// is secret, and no second attempt helps.
/// </summary>
/// <param name="message">Names the page and its member, and says what to change.</param>
/// <param name="innerException">The cause; null for none.</param>
internal sealed class IncorrectFormException(string message, Exception? innerException = null)
    : OrchestratorException("form_incorrect", message, innerException);
