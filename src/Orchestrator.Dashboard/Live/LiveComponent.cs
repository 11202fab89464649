using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Logging;
using Orchestrator.Dashboard.Diagnostics;
using Orchestrator.Dashboard.Session;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Live;

/// <summary>
/// A component that shows what is stored, reads it again when it changes, and says in words what was rejected or could not be read.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly ParameterChanges _parameters = new();
    private IDisposable? _subscription;
    private object? _subject;
    private bool _isOtherSelected;
    private DateTimeOffset? _refreshDue;
    private int _failures;
    private string? _rejection;
    private string? _unreadable;
    private string? _unreadablePart;

    /// <summary>Subscribes to nothing yet.</summary>
    protected LiveComponent() => Closed = _closed.Token;

    [Inject]
    internal LiveChanges Changes { get; set; } = null!;

    [Inject]
    internal CurrentUser CurrentUser { get; set; } = null!;

    [Inject]
    internal ActionRate Rate { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Inject]
    internal ILogger<LiveComponent> Logger { get; set; } = null!;

    /// <summary>What was rejected or could not be read, for the user; null for nothing.</summary>
    protected string? Problem => _rejection ?? _unreadable ?? _unreadablePart;

    /// <summary>Whether what is selected has been read. Until then a list that is empty says nothing.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>Whether something that the user asked for is under way.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Cancelled when the user leaves. It is for reads: what a user has asked for is done although they leave.</summary>
    protected CancellationToken Closed { get; }

    /// <summary>
    /// The identity of what is shown; null where that does not depend on a parameter. When it changes, what was shown is cleared.
    /// </summary>
    protected virtual object? Subject => null;

    /// <summary>The time between two refreshes after changes. Longer where much is read.</summary>
    protected virtual TimeSpan MinInterval => LiveSubscription.MinInterval;

    /// <summary>Whether a change is about what this shows.</summary>
    /// <param name="change">The change.</param>
    /// <returns>Whether to read again.</returns>
    protected abstract bool IsAffectedBy(Change change);

    /// <summary>Reads what is shown.</summary>
    /// <param name="user">Who looks at it.</param>
    /// <returns>When it is read.</returns>
    protected abstract Task LoadAsync(Caller user);

    /// <summary>
    /// Clears what is shown: something else is selected, or it is gone, or the user may not see it any longer. Does nothing by default.
    /// </summary>
    protected virtual void Clear() { }

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        _isOtherSelected = _parameters.Take(parameters);
        return base.SetParametersAsync(parameters);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // Before reading, so that no change is missed.
        _subscription ??= Changes.Subscribe(IsAffectedBy, () => InvokeAsync(RefreshAsync), MinInterval);
        if (!_isOtherSelected)
        {
            return;
        }

        if (!Equals(_subject, Subject))
        {
            (_subject, _rejection, IsLoaded) = (Subject, null, false);
            Clear();
        }

        await RunOneAtATimeAsync(ReadAsync);
    }

    /// <summary>
    /// Does what the user asked for, and reads again whatever came of it. While something is under way, nothing else is done: a second
    /// click was meant for the first.
    /// </summary>
    /// <param name="action">What to do.</param>
    /// <returns>When it is done.</returns>
    protected async Task RunActionAsync(Func<Caller, Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        try
        {
            await RunOneAtATimeAsync(async () =>
            {
                _rejection = await TryAsync(action);
                await ReadAsync();
            });
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>
    /// Selects more or another part of what is stored, and reads it. It is not counted as an action of the user. While
    /// something is under way, nothing is selected.
    /// </summary>
    private protected async Task ShowAsync(Action select)
    {
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        try
        {
            await RunOneAtATimeAsync(() =>
            {
                select();
                return ReadAsync();
            });
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>
    /// Reads a part of a list for a virtualised table. What cannot be read is said in words; the rows that are shown stay, unless the user
    /// may not see them or the search is not valid.
    /// </summary>
    /// <typeparam name="T">The rows.</typeparam>
    /// <param name="request">The part.</param>
    /// <param name="read">Reads it.</param>
    /// <returns>The part.</returns>
    protected async ValueTask<ItemsProviderResult<T>> ReadPartAsync<T>(
        ItemsProviderRequest request,
        Func<Caller, Task<ItemsProviderResult<T>>> read
    )
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return await read(await CurrentUser.GetAsync());
        }
        catch (OrchestratorException rejected) when (rejected is not StorageException)
        {
            _unreadablePart = rejected.Message;
            StateHasChanged();
            return new([], 0);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _unreadablePart = Describe(failure);
            StateHasChanged();

            // The table keeps its rows when a read is cancelled, and when nothing else happens to it.
            throw new OperationCanceledException(_unreadablePart, failure, request.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the subscription to changes.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _subscription?.Dispose();
            _closed.Cancel();
            _closed.Dispose();
        }
    }

    /// <summary>Reads and shows it again.</summary>
    private async Task RefreshAsync()
    {
        await RunOneAtATimeAsync(ReadAsync);
        if (!Closed.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }

    /// <summary>One at a time: what is read between the steps of an action would be shown with what they have not read yet.</summary>
    private async Task RunOneAtATimeAsync(Func<Task> work)
    {
        try
        {
            await _oneAtATime.WaitAsync(Closed);
        }
        catch (OperationCanceledException)
        {
            // The user has left.
            return;
        }

        try
        {
            await work();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task ReadAsync()
    {
        var subject = Subject;
        _unreadablePart = null;
        try
        {
            await LoadAsync(await CurrentUser.GetAsync());
            (_unreadable, _failures, IsLoaded) = (null, 0, true);
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            return;
        }
        catch (OrchestratorException rejected) when (rejected is not StorageException)
        {
            _unreadable = rejected.Message;
            if (rejected is NotFoundException or ForbiddenException)
            {
                IsLoaded = false;
                Clear();
            }
        }
        catch (Exception failure)
        {
            // What is shown stays. When the database is away, every page of the host comes here at once.
            _unreadable = Describe(failure);
        }

        if (!Equals(subject, Subject))
        {
            // It was read for what was selected before; what is selected now is next in turn.
            IsLoaded = false;
            Clear();
        }
    }

    private async Task<string?> TryAsync(Func<Caller, Task> action)
    {
        var name = "";
        try
        {
            var user = await CurrentUser.GetAsync();
            name = user.AuthenticatedName;
            Rate.Count(user);
            await action(user);
            return null;
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            return null;
        }
        catch (OrchestratorException rejected)
        {
            return rejected.Message;
        }
        catch (Exception failure)
        {
            Log.ActionFailed(Logger, failure, GetType().Name, name);
            return "It failed unexpectedly, and may have been done or not: look at what is shown now. The log of the host says why.";
        }
    }

    /// <summary>Reads again when a minute begins: something ends or begins then, and no change says so.</summary>
    /// <param name="before">When something ends or begins within the minute; null for nothing.</param>
    protected void RefreshAtNextMinute(DateTimeOffset? before = null)
    {
        const int margin = 1;
        var now = Time.GetUtcNow();
        var minute = TimeSpan.FromSeconds(60 + margin - now.Second);
        RefreshAfter(
            before - now + TimeSpan.FromSeconds(margin) is { } earlier && earlier > TimeSpan.Zero && earlier < minute ? earlier : minute
        );
    }

    /// <summary>Says what is wrong, and reads again later by itself.</summary>
    private string Describe(Exception failure)
    {
        RetryLater(failure);
        return failure is StorageException stored
            ? $"{stored.Message} What is shown may be out of date; it is read again automatically."
            : "What is shown could not be read and may be out of date; it is read again automatically. The log of the host says why.";
    }

    private void RetryLater(Exception failure)
    {
        var delay = RetryDelay.Next(_failures++);
        Log.ReadFailed(Logger, failure, GetType().Name, delay.TotalSeconds);
        RefreshAfter(delay);
    }

    private void RefreshAfter(TimeSpan delay)
    {
        var due = Time.GetUtcNow() + delay;
        if (_refreshDue is null || due < _refreshDue)
        {
            _refreshDue = due;
            _ = WaitAndRefreshAsync(due, delay);
        }
    }

    private async Task WaitAndRefreshAsync(DateTimeOffset due, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, Time, Closed);
        }
        catch (OperationCanceledException)
        {
            // The user has left.
            return;
        }

        if (_refreshDue == due)
        {
            // Otherwise an earlier one has taken its place.
            _refreshDue = null;
            await InvokeAsync(RefreshAsync);
        }
    }
}
