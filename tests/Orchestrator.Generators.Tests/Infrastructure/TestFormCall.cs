using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Binding;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>A form whose every page is answered as it is shown.</summary>
internal sealed class TestFormCall(string state = "{}", SubscriptionModel? subscription = null) : FormCall
{
    public override FormSession Form { get; } = new Session();

    public override State State { get; } = State.Parse(state);

    public override ProcessContext Process { get; } = new(Guid.Empty, "test", Target.Modify, "tester", 1);

    public override ILogger Logger => NullLogger.Instance;

    public override CancellationToken CancellationToken => CancellationToken.None;

    public override T Service<T>(object? key = null) => throw new InvalidOperationException($"There is no {typeof(T)} in this test.");

    public override T OptionalService<T>(object? key = null) => null!;

    public override ValueTask<T> SubscriptionAsync<T>(string key) => new((T)subscription!);

    public override ValueTask<T?> OptionalSubscriptionAsync<T>(string key)
        where T : class => new((T?)subscription);

    private sealed class Session : FormSession
    {
        public override FormException Invalid(string? field, string message) => throw new InvalidOperationException(message);

        internal override ValueTask<TPage> AskAsync<TPage>(FormQuestion<TPage> question) =>
            new(question.Page ?? throw new InvalidOperationException("This test answers only pages that have values."));
    }
}
