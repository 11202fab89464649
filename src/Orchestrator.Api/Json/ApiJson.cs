using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Orchestrator.Api.Audit;
using Orchestrator.Api.Binding;
using Orchestrator.Api.BulkReconciles;
using Orchestrator.Api.Diagnostics;
using Orchestrator.Api.Drift;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Events;
using Orchestrator.Api.Processes;
using Orchestrator.Api.Products;
using Orchestrator.Api.Schedules;
using Orchestrator.Api.Search;
using Orchestrator.Api.Settings;
using Orchestrator.Api.Subscriptions;
using Orchestrator.Api.Workflows;

namespace Orchestrator.Api.Json;

/// <summary>
/// How the wire's shapes are written, made at build time. Deeper than any state that is stored: what is stored can be shown.
/// </summary>
[JsonSourceGenerationOptions(Converters = [typeof(EpochConverter)], MaxDepth = 256)]
[JsonSerializable(typeof(IReadOnlyList<AuditEntryDto>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(ActionListDto))]
[JsonSerializable(typeof(IReadOnlyList<FoundSubscriptionDto>))]
[JsonSerializable(typeof(ProcessDto))]
[JsonSerializable(typeof(IReadOnlyList<ProcessDto>))]
[JsonSerializable(typeof(WorkflowDto))]
[JsonSerializable(typeof(IReadOnlyList<ProductDetailDto>))]
[JsonSerializable(typeof(ProductBlockDto))]
[JsonSerializable(typeof(ResourceTypeDto))]
[JsonSerializable(typeof(CustomerDescriptionDto))]
[JsonSerializable(typeof(StartedDto))]
[JsonSerializable(typeof(ResumedDto))]
[JsonSerializable(typeof(BulkReconcileDto))]
[JsonSerializable(typeof(BulkCheckDto))]
[JsonSerializable(typeof(SubscriptionDriftDto))]
[JsonSerializable(typeof(ReconcilePlanDto))]
[JsonSerializable(typeof(CarryOutPlanRequest))]
[JsonSerializable(typeof(SubscriptionPageDto))]
[JsonSerializable(typeof(AcceptDeviationRequest))]
[JsonSerializable(typeof(WithdrawDeviationRequest))]
[JsonSerializable(typeof(IReadOnlyList<DriftChangeDto>))]
[JsonSerializable(typeof(IReadOnlyList<DriftListItemDto>))]
[JsonSerializable(typeof(IReadOnlyList<DriftCountDto>))]
[JsonSerializable(typeof(IReadOnlyList<DriftPauseDto>))]
[JsonSerializable(typeof(DriftPolicyDto))]
[JsonSerializable(typeof(IReadOnlyList<DriftPolicyDto>))]
[JsonSerializable(typeof(IReadOnlyList<DriftGroupDto>))]
[JsonSerializable(typeof(StatusCountsDto))]
[JsonSerializable(typeof(IReadOnlyList<ScheduleDto>))]
[JsonSerializable(typeof(ScheduleWrittenDto))]
[JsonSerializable(typeof(EngineStatusDto))]
[JsonSerializable(typeof(WorkerStatusDto))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<SettingsGroupDto>))]
[JsonSerializable(typeof(SearchRequestDto))]
[JsonSerializable(typeof(SearchCursor))]
[JsonSerializable(typeof(SearchResultsDto))]
[JsonSerializable(typeof(SearchPathsDto))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, SearchDefinitionDto>))]
[JsonSerializable(typeof(ProblemDto))]
[JsonSerializable(typeof(RequestErrorsDto))]
[JsonSerializable(typeof(FormNotCompleteDto))]
[JsonSerializable(typeof(FormInvalidDto))]
[JsonSerializable(typeof(FormOverflowDto))]
[JsonSerializable(typeof(EventDto))]
[JsonSerializable(typeof(EngineStatusMessageDto))]
[JsonSerializable(typeof(SocketRefusalDto))]
[JsonSerializable(typeof(IReadOnlyList<JsonObject>))]
[JsonSerializable(typeof(DomainModelDto))]
[JsonSerializable(typeof(EmptyDto))]
[JsonSerializable(typeof(SkipStepRequest))]
[JsonSerializable(typeof(CreateScheduleDto))]
[JsonSerializable(typeof(UpdateScheduleDto))]
[JsonSerializable(typeof(DeleteScheduleDto))]
[JsonSerializable(typeof(UpdateProcessRequest))]
[JsonSerializable(typeof(StartBulkReconcileRequest))]
[JsonSerializable(typeof(AbortRequest))]
[JsonSerializable(typeof(BulkReconcileReasonRequest))]
[JsonSerializable(typeof(PauseDriftDto))]
[JsonSerializable(typeof(SetDriftPolicyDto))]
[JsonSerializable(typeof(DriftPauseTargetDto))]
[JsonSerializable(typeof(DescriptionRequest))]
[JsonSerializable(typeof(ChangeProductRequest))]
[JsonSerializable(typeof(AddCustomerDescriptionRequest))]
[JsonSerializable(typeof(ChangeCustomerDescriptionRequest))]
[JsonSerializable(typeof(PauseEngineRequest))]
internal sealed partial class ApiJson : JsonSerializerContext;
