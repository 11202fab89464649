using System.Data.Common;

namespace Orchestrator;

/// <summary>The base class of the exceptions of the orchestrator. The message names the entity and the next action.</summary>
public abstract class OrchestratorException : Exception
{
    private protected OrchestratorException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>A stable code for programs, for example <c>process_not_found</c>.</summary>
    public string Code { get; }

    /// <summary>
    /// Gets the text that orchestrator-core gives to this error, if it says less than the message; null if the message is that text. The
    /// HTTP API answers it as <c>detail</c>, because its clients know it, and the message as <c>hint</c>.
    /// </summary>
    public string? ContractText { get; init; }

    /// <summary>
    /// Whether it ends a program whose host cannot start. Where it was thrown then helps no one, so it prints itself as its message, and
    /// as what the database said.
    /// </summary>
    internal bool EndsStart { get; set; }

    /// <inheritdoc/>
    public override string ToString() => EndsStart ? $"This host cannot start: {Message}{DescribeCause()}" : base.ToString();

    private string DescribeCause()
    {
        var cause = InnerException;
        while (cause is not null and not DbException)
        {
            cause = cause.InnerException;
        }

        return cause is null ? "" : $" The database said: {cause.Message}{(cause.InnerException is { } inner ? $": {inner.Message}" : "")}";
    }
}
