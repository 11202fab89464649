using System.Collections.Concurrent;
using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>A product with as many objects in the external system as its size says.</summary>
[Product("bookcase")]
public sealed partial class Bookcase : SubscriptionModel
{
    public GadgetBlock Block { get; set; } = new();
}

/// <summary>An external system that holds the books of one bookcase.</summary>
public sealed class Library
{
    public ConcurrentDictionary<string, GadgetState> Books { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Writes { get; } = new();

    /// <summary>Happens after each write.</summary>
    public Action Written { get; set; } = static () => { };

    public void Write(string key, GadgetState? book)
    {
        Writes.Enqueue(book is null ? $"remove {key}" : $"write {key} {book.Size} of revision {book.Revision}");
        if (book is null)
        {
            Books.TryRemove(key, out _);
        }
        else
        {
            Books[key] = book;
        }

        Written();
    }
}

[ExternalResource("books")]
public sealed partial class BooksResource(Library library) : ExternalResourceSet<Bookcase, GadgetState>
{
    public override IReadOnlyDictionary<string, GadgetState> Describe(Bookcase subscription) =>
        Enumerable
            .Range(1, subscription.Block.Size ?? 0)
            .ToDictionary(static number => $"b{number}", static number => new GadgetState(number, "s3cret", Revision: 0));

    public override Task<IReadOnlyDictionary<string, GadgetState>> ListAsync(Bookcase subscription, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, GadgetState>>(library.Books.ToDictionary());

    public override Task ApplyAsync(string key, GadgetState desired, GadgetState? actual, CancellationToken cancellationToken)
    {
        library.Write(key, desired);
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        library.Write(key, null);
        return Task.CompletedTask;
    }
}

public static partial class BookcaseWorkflows
{
    [CreateWorkflow(typeof(Bookcase), "Create bookcase")]
    public static StepList CreateBookcase() => Begin >> ConstructBookcase >> StoreProcessSubscription >> Apply<BooksResource>();

    [ReconcileWorkflow(typeof(Bookcase), "Reconcile bookcase")]
    public static StepList ReconcileBookcase() => Begin >> Apply<BooksResource>();

    [ValidateWorkflow(typeof(Bookcase), "Validate bookcase")]
    public static StepList ValidateBookcase() => Begin >> Compare<BooksResource>();

    [TerminateWorkflow(typeof(Bookcase), "Terminate bookcase")]
    public static StepList TerminateBookcase() => Begin >> Remove<BooksResource>();

    [Step("Construct bookcase")]
    private static Bookcase ConstructBookcase(Guid product)
    {
        var bookcase = Bookcase.Create(product, "customer");
        bookcase.Block.Size = 3;
        return bookcase;
    }
}
