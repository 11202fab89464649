using System.Net.Http.Headers;
using System.Text;

namespace Orchestrator.Api.Tests.Support;

/// <summary>Sends requests to endpoints by their patterns, about what is there.</summary>
internal sealed class EndpointCalls(ApiHost host)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal)
    {
        ["{language}"] = "en-GB",
        ["{token}"] = "token",
        ["{customer_id}"] = "c",
        ["{product}"] = "lamp",
        ["{file}"] = "index.html",
        ["{name}"] = "all",
        ["{form_key}"] = "configure_schedule",
        ["{user_name}"] = "ann",
        ["{workflow_key}"] = "validate_nothing",
    };

    /// <summary>Makes what the parameters of the patterns stand for.</summary>
    /// <param name="processId">The process; null for a new one, which awaits a callback.</param>
    internal async Task PrepareAsync(string? processId = null)
    {
        _ids["{subscription_id}"] = await host.CreateLampAsync();
        _ids["{process_id}"] = processId ?? (string)(await host.RunAsync("order_bulb", "awaiting_callback", new { }))["process_id"]!;
        using var made = await SendAsync(
            "POST /api/schedules/",
            """{"scheduled_type": "create", "workflow_name": "validate_nothing", "trigger": "interval", "trigger_kwargs": {"hours": 1}}"""
        );
        var schedule = (await host.GetAsync("/api/schedules/"))
            .AsArray()
            .Single(static schedule => (string?)schedule!["workflow_name"] == "validate_nothing")!;
        _ids["{schedule_id}"] = (string)schedule["schedule_id"]!;
        _ids["{workflow_id}"] = (string)schedule["workflow_id"]!;
        var lamp = (await host.GetAsync("/api/products/?tag=LAMP"))[0]!;
        _ids["{product_id}"] = (string)lamp["product_id"]!;
        _ids["{product_block_id}"] = (string)lamp["product_blocks"]![0]!["product_block_id"]!;
        _ids["{resource_type_id}"] = (string)lamp["product_blocks"]![0]!["resource_types"]![0]!["resource_type_id"]!;
        using var described = await SendAsync(
            "POST /api/subscription_customer_descriptions/",
            """{"description": "Mine.", "customer_id": "c", "subscription_id": "{subscription_id}"}"""
        );
        var description = $"/api/subscription_customer_descriptions/customer/c/subscription/{_ids["{subscription_id}"]}";
        _ids["{id}"] = (string)(await host.GetAsync(description))["id"]!;
    }

    /// <summary>Sends a request.</summary>
    /// <param name="endpoint">The method and the pattern of the address.</param>
    /// <param name="body">The body, with the parameters of patterns in it; empty for none.</param>
    internal async Task<HttpResponseMessage> SendAsync(string endpoint, string body)
    {
        var (method, pattern) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        using var request = new HttpRequestMessage(
            new(method),
            $"{Fill(pattern)}{(pattern.EndsWith("/search", StringComparison.Ordinal) ? "?query=lamp" : "")}"
        );
        if (body.Length > 0)
        {
            request.Content = new StringContent(Fill(body), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        return await host.Http.SendAsync(request);
    }

    private string Fill(string text) =>
        _ids.Aggregate(text, static (filled, id) => filled.Replace(id.Key, id.Value, StringComparison.Ordinal));
}
