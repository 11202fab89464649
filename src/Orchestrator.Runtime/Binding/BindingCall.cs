using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Binding;

/// <summary>Provides emitted code with the parameters of a step or form.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BindingCall
{
    /// <summary>The whole state.</summary>
    public abstract State State { get; }

    /// <summary>The process's id, workflow, user and attempt.</summary>
    public abstract ProcessContext Process { get; }

    /// <summary>A logger whose scope names the process and the step.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>Signals that the step should stop: the host shuts down or the process was aborted.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The result of the step or form, initially empty.</summary>
    /// <returns>A new output.</returns>
    public virtual StepOutput Output() => new();

    /// <summary>Reads a state key that must be there, for a parameter that is never null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StateException">The key is missing, or its value is null or not a <typeparamref name="T"/>.</exception>
    public T Value<T>(string key) => NullableValue<T>(key) is { } value ? value : throw StateException.Null(key, typeof(T));

    /// <summary>Reads a state key that may be missing, and may be null only where <paramref name="otherwise"/> is.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The value to use when the key is missing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StateException">The key's value is null or not a <typeparamref name="T"/>.</exception>
    public T Value<T>(string key, T otherwise) =>
        !State.ContainsKey(key) ? otherwise
        : otherwise is null ? NullableValue<T>(key)!
        : Value<T>(key);

    /// <summary>Reads a state key that must be there and may be null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StateException">The key is missing, or its value is not a <typeparamref name="T"/>.</exception>
    public T? NullableValue<T>(string key) => State.Get<T?>(key);

    /// <summary>Reads a state key that may be missing and may be null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The value to use when the key is missing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StateException">The key's value is not a <typeparamref name="T"/>.</exception>
    public T? NullableValue<T>(string key, T? otherwise) => State.ContainsKey(key) ? State.Get<T?>(key) : otherwise;

    /// <summary>Takes a service from the scope of this step or form.</summary>
    /// <typeparam name="T">The service.</typeparam>
    /// <param name="key">The key under which the service is registered; null for a service that is registered without one.</param>
    /// <returns>The service.</returns>
    /// <exception cref="InvalidOperationException">The service is not registered.</exception>
    public abstract T Service<T>(object? key = null)
        where T : notnull;

    /// <summary>
    /// Loads a subscription as it is in the database now. The id is that of the state key: a text, or an object with a
    /// <c>subscription_id</c>. Without that key it is the process's own subscription.
    /// </summary>
    /// <typeparam name="T">The product type.</typeparam>
    /// <param name="key">The state key, the parameter's name in snake_case.</param>
    /// <returns>The subscription.</returns>
    /// <exception cref="StateException">Neither the key nor the process names a subscription.</exception>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="SubscriptionException">It is of another product type.</exception>
    public abstract ValueTask<T> SubscriptionAsync<T>(string key = "subscription")
        where T : SubscriptionModel;

    /// <summary>Loads a subscription like <see cref="SubscriptionAsync{T}"/>, or null when the key is missing or null.</summary>
    /// <typeparam name="T">The product type.</typeparam>
    /// <param name="key">The state key, the parameter's name in snake_case.</param>
    /// <returns>The subscription, or null.</returns>
    public abstract ValueTask<T?> OptionalSubscriptionAsync<T>(string key = "subscription")
        where T : SubscriptionModel;
}
