using System.Runtime.CompilerServices;

namespace Orchestrator.Tests.Support;

/// <summary>Lets a test that waits for something that never comes fail.</summary>
public static class Deadline
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task WithDeadline(this Task task) => task.WaitAsync(Patience);

    public static Task<T> WithDeadline<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static async IAsyncEnumerable<T> WithDeadline<T>(
        this IAsyncEnumerable<T> items,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        await foreach (var item in items.WithCancellation(deadline.Token))
        {
            yield return item;
        }
    }
}
