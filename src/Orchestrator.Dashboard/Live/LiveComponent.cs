using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Session;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Live;

/// <summary>
/// A component that shows what is stored, reads it again when it changes, and says in words what was refused.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IDisposable? _following;
    private string? _refused;
    private string? _unreadable;

    /// <summary>Follows nothing yet.</summary>
    protected LiveComponent() => Closed = _closed.Token;

    [Inject]
    internal LiveChanges Changes { get; set; } = null!;

    [Inject]
    internal DashboardUser Visitor { get; set; } = null!;

    /// <summary>What was refused or could not be read, for the reader; null for nothing.</summary>
    protected string? Problem => _refused ?? _unreadable;

    /// <summary>Whether something that the reader asked for is under way.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Cancelled when the reader leaves.</summary>
    protected CancellationToken Closed { get; }

    /// <summary>Whether a change is about what this shows.</summary>
    /// <param name="change">The change.</param>
    /// <returns>Whether to read again.</returns>
    protected abstract bool Concerns(Change change);

    /// <summary>Reads what is shown.</summary>
    /// <param name="user">Who looks at it.</param>
    /// <returns>When it is read.</returns>
    protected abstract Task LoadAsync(Caller user);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // Before reading, so that no change is missed.
        _following ??= Changes.Follow(Concerns, () => InvokeAsync(RefreshAsync));
        await InTurnAsync(ReadAsync);
    }

    /// <summary>Does what the reader asked for, and reads again whatever came of it.</summary>
    /// <param name="action">What to do.</param>
    /// <returns>When it is done.</returns>
    protected async Task ActAsync(Func<Caller, Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        IsBusy = true;
        await InTurnAsync(async () =>
        {
            _refused = await TryAsync(action);
            await ReadAsync();
        });
        IsBusy = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops following changes.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _following?.Dispose();
            _closed.Cancel();
            _closed.Dispose();
        }
    }

    private async Task RefreshAsync()
    {
        if (Closed.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await InTurnAsync(ReadAsync);
            StateHasChanged();
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    /// <summary>One at a time: what is read between the steps of an action would be shown with what they have not read yet.</summary>
    private async Task InTurnAsync(Func<Task> work)
    {
        await _turn.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ReadAsync() => _unreadable = await TryAsync(LoadAsync);

    private async Task<string?> TryAsync(Func<Caller, Task> action)
    {
        try
        {
            await action(await Visitor.GetAsync());
            return null;
        }
        catch (OrchestratorException refused)
        {
            return refused.Message;
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // The reader has left.
            return null;
        }
    }
}
